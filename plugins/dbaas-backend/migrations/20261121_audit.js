/**
 * The append-only audit, and the statements that run right now.
 *
 * Triggers refuse every change of an audit record, and every deletion but the
 * one of the retention, which says in `audit_retention` what it deletes.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('audit_records', table => {
    table.bigIncrements('seq').comment('The order of the records');
    table.string('id', 36).notNullable().unique();
    table.string('at', 24).notNullable().comment('RFC 3339 in UTC');
    table.string('actor', 255).notNullable();
    table.string('action', 64).notNullable();
    table.string('outcome', 16).notNullable();
    table.string('tenant', 63).nullable();
    table.string('instance_uid', 128).nullable();
    table.string('instance_name', 128).nullable();
    table.text('details').notNullable().comment('JSON, plain values');
    table.index(['at'], 'audit_records_at_idx');
    table.index(['actor', 'seq'], 'audit_records_actor_idx');
    table.index(['action', 'seq'], 'audit_records_action_idx');
    table.index(['tenant', 'seq'], 'audit_records_tenant_idx');
    table.index(['instance_uid', 'seq'], 'audit_records_instance_idx');
  });
  await knex.schema.createTable('audit_retention', table => {
    table.string('purge_before', 24).notNullable();
  });
  await knex('audit_retention').insert({ purge_before: '' });

  if (knex.client.config.client.includes('sqlite3')) {
    await knex.raw(`
      create trigger audit_records_no_update before update on audit_records
      begin select raise(abort, 'audit records are not changed'); end`);
    await knex.raw(`
      create trigger audit_records_no_delete before delete on audit_records
      when old.at >= (select purge_before from audit_retention)
      begin select raise(abort, 'audit records are not deleted'); end`);
  } else {
    await knex.raw(`
      create function audit_records_guard() returns trigger as $$
      begin
        if tg_op = 'DELETE' and
           old.at < (select purge_before from audit_retention) then
          return old;
        end if;
        raise exception 'audit records are not changed and not deleted';
      end $$ language plpgsql`);
    await knex.raw(`
      create trigger audit_records_guard
      before update or delete on audit_records
      for each row execute function audit_records_guard()`);
  }

  await knex.schema.createTable('statements', table => {
    table.string('id', 36).notNullable();
    table.string('instance_uid', 64).notNullable();
    table.string('actor', 255).notNullable();
    table.string('mode', 8).notNullable();
    table.string('database', 128).nullable();
    table
      .string('server_process', 255)
      .nullable()
      .comment('The connection on the server, to cancel from any backend');
    table.boolean('cancelled').notNullable().defaultTo(false);
    table.bigInteger('seen_at').notNullable().comment('Heartbeat, ms');
    table.primary(['instance_uid', 'id']);
    table.index(['actor'], 'statements_actor_idx');
  });

  await knex.schema.createTable('lifetime_notices', table => {
    table.string('instance_uid', 64).notNullable();
    table.string('notice', 128).notNullable();
    table.bigInteger('at').notNullable();
    table.primary(['instance_uid', 'notice']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('lifetime_notices');
  await knex.schema.dropTable('statements');
  await knex.schema.dropTable('audit_retention');
  await knex.schema.dropTable('audit_records');
  if (!knex.client.config.client.includes('sqlite3')) {
    await knex.raw('drop function audit_records_guard()');
  }
};
