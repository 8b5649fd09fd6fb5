{#- When several live batches hold the same thing: real files beat samples, then the file that last became current,
    then the newest parse. One order for every dataset, so that the same file wins everywhere. -#}
{% macro newest_batch_first() -%}
    is_sample, current_since desc, batch_id desc
{%- endmacro %}
