-- Who may do what. Applied by runtime/warehouse.py as the owner, after staging/schema.sql; every statement may run again.
create schema if not exists prep;
create schema if not exists marts_build;   -- dbt builds here, out of sight
create schema if not exists marts_history; -- rows that were in view before, and when
create schema if not exists marts_data;    -- the table behind the view marts.data_status
create schema if not exists marts;         -- what BI reads

revoke all on schema public from public;

-- Large objects belong to no schema, so no grant on schemas keeps a reader from making them; only a superuser may say so.
do $$
declare one regprocedure;
begin
    if current_setting('is_superuser') = 'on' then
        for one in
            select oid::regprocedure from pg_proc
            where pronamespace = 'pg_catalog'::regnamespace
              and proname in ('lo_creat', 'lo_create', 'lo_from_bytea', 'lo_put', 'lo_import', 'lowrite')
        loop
            execute format('revoke execute on function %s from public', one);
        end loop;
    end if;
end $$;

grant usage on schema landing, staging, ops to lumbung_loader, lumbung_dbt;
grant select, insert, update, delete on all tables in schema landing, staging, ops to lumbung_loader;
grant usage, select on all sequences in schema landing, staging, ops to lumbung_loader;
grant select on all tables in schema landing, staging, ops to lumbung_dbt;
revoke select on staging.beneficiary from lumbung_dbt;
grant select (batch_id, sheet, row_no, region_code, program_name, period_year, nik_hash, nik_is_valid, nik_fault,
              birth_year, sex, source_ref) on staging.beneficiary to lumbung_dbt;
revoke select on staging.beneficiary_in_several_programs from lumbung_dbt; -- with the cell of each person
revoke select on staging.news_mark, staging.news_copy_pair from lumbung_dbt;
revoke select on staging.news_article from lumbung_dbt;
grant select (batch_id, article_url, outlet, title, place, published_at, published_date, published_origin,
              is_advertorial, body_sha256) on staging.news_article to lumbung_dbt;

grant usage, create on schema prep, marts_build to lumbung_dbt;
grant usage, create on schema marts, marts_data, marts_history to lumbung_dbt;

grant usage on schema marts to lumbung_bi;
-- References, because information_schema shows the keys of a table only to who may do more than select from it, and there
-- Power BI and Metabase look for them. It writes nothing: to refer to a mart one needs a table of one's own.
grant select, references on all tables in schema marts to lumbung_bi;
alter default privileges for role lumbung_dbt in schema marts grant select, references on tables to lumbung_bi;
alter default privileges for role lumbung_dbt in schema marts grant execute on functions to lumbung_bi;
grant execute on all functions in schema marts to lumbung_bi; -- as_of: what the marts held on a day
-- No read-only default: what keeps the role from writing is that it may not, and that is what Postgres then says.
alter role lumbung_bi reset default_transaction_read_only;
alter role lumbung_bi set search_path = marts;
alter role lumbung_bi set statement_timeout = '10min';
grant insert, update on ops.publishes, ops.in_view, ops.rollbacks, ops.mart_changes, ops.mart_tables to lumbung_dbt;
grant insert, delete on ops.build_batches, ops.build_versions, ops.changed_batches, ops.changed_versions to lumbung_dbt;
grant usage on all sequences in schema ops to lumbung_dbt;
-- Models sort and join millions of rows; Postgres' default of 4 MB would do it in many small passes on disk.
alter role lumbung_dbt set work_mem = '64MB';
alter role lumbung_dbt set maintenance_work_mem = '256MB';
-- Few rows of large tables are read by their keys; on the disks of today that costs little more than reading in order.
alter role lumbung_dbt set random_page_cost = 1.1;
