{#- numerator / denominator in percent, two decimals, rounded once and half away from zero. Null when the denominator is
    null or 0. Engines keep different digits in a / b, so the quotient is an integer division of scaled decimals:
    (2 * |n| * 10^4 + |d|) div (2 * |d|) counts hundredths of a percent exactly. -#}
{% macro exact_pct(numerator, denominator) -%}
    cast(
        case
            when {{ denominator }} = 0 then null
            else
                case when ({{ numerator }} < 0) <> ({{ denominator }} < 0) then -1 else 1 end
                * {{ whole_quotient(
                    "(abs(" ~ numerator ~ ") * 20000 + abs(" ~ denominator ~ "))",
                    "(abs(" ~ denominator ~ ") * 2)"
                ) }}
                * cast(0.01 as numeric(3, 2))
        end as numeric(20, 2)
    )
{%- endmacro %}

{#- The integer part of a quotient of decimals. -#}
{% macro whole_quotient(dividend, divisor) -%}
    {{ return(adapter.dispatch('whole_quotient', 'lumbung')(dividend, divisor)) }}
{%- endmacro %}

{% macro postgres__whole_quotient(dividend, divisor) -%}
    div({{ dividend }}, {{ divisor }})
{%- endmacro %}

{% macro spark__whole_quotient(dividend, divisor) -%}
    cast({{ dividend }} div {{ divisor }} as decimal(19, 0))
{%- endmacro %}
