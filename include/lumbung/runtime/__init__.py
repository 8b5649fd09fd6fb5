"""Where Lumbung runs: settings, the embedded Postgres, the local Airflow. Nothing here knows a source or a mart."""
