# SPDX-License-Identifier: GPL-3.0-or-later
# What stands beside the rooms: the walk around the areas, and the programs.
libregulars_a_SOURCES += src/app.h src/audit.h src/audit.c src/audit_list.c src/audit_web.c src/audit_web.h src/guard.h src/respond.h src/routes.h src/setting.h
libregulars_a_SOURCES += src/berth.c src/berth.h
libregulars_a_SOURCES += src/confine.c src/confine.h
libregulars_a_SOURCES += src/master.c src/master.h
libregulars_a_SOURCES += src/permission.c src/permission.h
libregulars_a_SOURCES += src/app.c src/work.c src/setting.c src/setting_view.c src/theme.c src/theme.h src/setting_change.c src/setting_change.h src/setting_web.c src/setting_web.h src/assets.c src/assets.h src/wiring.c src/wiring.h
libregulars_a_SOURCES += src/serve.c src/routes.c src/visit.h src/home.c src/home.h
libregulars_a_SOURCES += src/guard.c src/guard_forgery.c src/guard_kept.c src/guard_proof.c src/guard_sweep.c src/session.c src/session_list.c src/throttle.c src/idempotency.c
libregulars_a_SOURCES += src/respond.c src/respond_choose.c src/respond_flash.c src/respond_form.c src/respond_frame.c src/respond_refusal.c
libregulars_a_SOURCES += src/respond_list.c
libregulars_a_SOURCES += src/quota.c src/quota.h
libregulars_a_SOURCES += src/cli/cli.c src/cli/cli.h src/cli/migrate.c src/cli/setting.c src/cli/demo.c src/cli/doctor.c src/cli/routes.c src/cli/documents.c src/cli/jobs.c src/cli/staff.c
libregulars_a_SOURCES += src/cli/api_key.c

bin_PROGRAMS += regulars
regulars_SOURCES = src/main_cli.c
regulars_LDADD = $(regulars_libs)

bin_PROGRAMS += regulars-web
regulars_web_SOURCES = src/main_web.c
regulars_web_LDADD = $(regulars_libs)

# Messages, and what comes back by the clock.
bin_PROGRAMS += regulars-worker
regulars_worker_SOURCES = src/main_worker.c
regulars_worker_LDADD = $(regulars_libs)
libregulars_a_SOURCES += src/jobs.c src/jobs.h
libregulars_a_SOURCES += src/task.c src/task.h src/task_run.c src/task_store.h src/task_web.c src/task_web.h
libregulars_a_SOURCES += src/respond_file.c
libregulars_a_SOURCES += src/held.h src/held_house.c
