{#- Which national list a code is of. Codes of two lists are not the same thing, however alike they look. -#}

{#- The list that names sub-activities, by the width of a code's last part and the year that it was in force: two digits in
    those of 2020 and 2021, four in that of 2023. Null without a code, unknown where it has another form. -#}
{% macro nomenclature(sub_activity_code, fiscal_year) -%}
    case
        when {{ sub_activity_code }} is null then null
        when trim({{ sub_activity_code }}) like '_.__.__._.__.____' then 'kepmendagri_900_1_15_5_1317_2023'
        when trim({{ sub_activity_code }}) like '_.__.__._.__.__' and {{ fiscal_year }} >= 2022
            then 'kepmendagri_050_5889_2021'
        when trim({{ sub_activity_code }}) like '_.__.__._.__.__' then 'kepmendagri_050_3708_2020'
        else 'unknown'
    end
{%- endmacro %}

{#- The chart of accounts, by the fiscal year: 5.1 is indirect spending before 2021 and operating spending since. -#}
{% macro account_chart(account_code, fiscal_year) -%}
    case
        when {{ account_code }} is null then null
        when {{ fiscal_year }} < 2021 then 'permendagri_13_2006'
        else 'permendagri_90_2019'
    end
{%- endmacro %}
