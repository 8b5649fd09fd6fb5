{#- Small counts of persons: which are withheld, and what else must be, so that no subtraction brings them back.
    A count is small above 0 and below smallest_shown_count (vars.yml): nobody is in 0. -#}

{#- Whether a unit counts persons or families, however it is written. -#}
{% macro counts_persons(unit) -%}
    replace({{ normalised(unit) }}, ' ', '_') in (
        {%- for word in var('units_of_persons') %}'{{ word | lower }}'{{ ', ' if not loop.last }}{% endfor -%}
    )
{%- endmacro %}

{% macro is_small_count(count) -%}
    coalesce({{ count }} > 0 and {{ count }} < {{ var('smallest_shown_count') }}, false)
{%- endmacro %}

{#- Whether hidden counts give each other away: one alone is the total less the others; several are known when their sum
    leaves no choice, as of 1 and 1 in 2. Each must be able to be anything from 1 to 4 as far as the sum tells. -#}
{% macro gives_itself_away(hidden, hidden_sum) -%}
    {{ hidden }} > 0
    and ({{ hidden }} = 1 or {{ hidden_sum }} - {{ hidden }} < {{ var('smallest_shown_count') - 2 }})
{%- endmacro %}

{#- One step of hiding, as a select. Enters: a relation with, for each name of `sides`, <side>_count, <side>_is_hidden and
    <side>_told_in, and the columns `carried`. Of each group whose hidden counts give themselves away the smallest count
    still shown is hidden too; what is then hidden well is told in the sums of this group and of wider ones, and <side>_told_in
    says so. Leaves: the same columns. A count told in no group stands in no sum. -#}
{% macro hide_another(relation, key, carried, sides, group, told_in) -%}
    select
        {%- for column in carried %}
        {{ column }},
        {%- endfor %}
        {%- for side in sides %}
        {{ side }}_count,
        {{ side }}_is_hidden or ({{ side }}_needs and {{ side }}_is_next) as {{ side }}_is_hidden,
        case
            when {{ side }}_told_in is not null then {{ side }}_told_in
            when
                ({{ side }}_is_hidden or ({{ side }}_needs and {{ side }}_is_next))
                and (not {{ side }}_needs or {{ side }}_others > 0)
                then '{{ told_in }}'
        end as {{ side }}_told_in{{ ',' if not loop.last }}
        {%- endfor %}
    from (
        select
            *,
            {%- for side in sides %}
            {{ gives_itself_away(side ~ '_loose', side ~ '_loose_sum') }} as {{ side }}_needs,
            {{ side }}_place = 1 and not {{ side }}_is_hidden and {{ side }}_count > 0 as {{ side }}_is_next
            {{- ',' if not loop.last }}
            {%- endfor %}
        from (
            select
                *,
                {%- for side in sides %}
                {%- set is_loose = side ~ '_is_hidden and ' ~ side ~ '_told_in is null' %}
                {%- set is_shown = 'not ' ~ side ~ '_is_hidden and ' ~ side ~ '_count > 0' %}
                sum(case when {{ is_loose }} then 1 else 0 end)
                    over (partition by {{ group | join(', ') }}) as {{ side }}_loose,
                sum(case when {{ is_loose }} then {{ side }}_count else 0 end)
                    over (partition by {{ group | join(', ') }}) as {{ side }}_loose_sum,
                sum(case when {{ is_shown }} then 1 else 0 end)
                    over (partition by {{ group | join(', ') }}) as {{ side }}_others,
                row_number() over (
                    partition by {{ group | join(', ') }}
                    order by case when {{ is_shown }} then 0 else 1 end, {{ side }}_count, {{ key }}
                ) as {{ side }}_place{{ ',' if not loop.last }}
                {%- endfor %}
            from {{ relation }}
        ) as seen
    ) as weighed
{%- endmacro %}
