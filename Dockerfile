# The official Airflow image, with Lumbung's own locked environment beside the one that it brings: the same versions as on
# a developer's machine, and none of the image's providers that would disagree with them. No secret is needed or kept.
FROM apache/airflow:3.3.2-python3.11

USER root
# A named volume takes its first content and its owner from the image's folder.
RUN install -d -o airflow -g 0 -m 0775 /opt/lumbung /opt/lumbung/state /opt/lumbung/inbox
USER airflow
WORKDIR /opt/lumbung

ENV PATH=/opt/lumbung/venv/bin:${PATH} \
    PIP_USER=false \
    PIP_NO_CACHE_DIR=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    LUMBUNG_HOME=/opt/lumbung/state \
    LUMBUNG_PROJECT=/opt/lumbung

COPY --chown=airflow:0 requirements.lock ./
# --no-deps: the lock leaves out dbt-core-experimental-parser on purpose; it would fetch from outside the package index.
RUN python -m venv venv \
    && venv/bin/pip install --no-deps --require-hashes -r requirements.lock

COPY --chown=airflow:0 pyproject.toml README.md LICENSE ./
COPY --chown=airflow:0 include include
COPY --chown=airflow:0 dags dags
COPY --chown=airflow:0 dbt_project dbt_project
COPY --chown=airflow:0 expectations expectations
# Editable, so that code mounted over these folders is the code that runs.
RUN pip install --no-deps --no-build-isolation --editable . \
    && python -m compileall -q include/lumbung

# A dbt project that does not parse fails here and not at night.
RUN lumbung manifest
