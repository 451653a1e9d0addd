/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who carries parcels: names, the form of their numbers, and where they show a parcel. */
#include <regex.h>
#include <string.h>
#include "base/fail.h"
#include "shipping/shipping.h"

#define POSTAL  "[A-Z]{2}[0-9]{9}[A-Z]{2}" /* the form all postal services share */
#define COURIER PARCEL_AWAITING_COLLECTION, false
#define ABROAD  PARCEL_AWAITING_COLLECTION, true

const struct carrier carriers[] = {
	{ "sf", "SF Express", "顺丰速运",
	  "www.sf-express.com/cn/sc/dynamic_function/waybill/#search/bill-number/{n}",
	  "^(SF)?[0-9]{12,15}$", COURIER },
	{ "zto", "ZTO Express", "中通快递", "www.zto.com/express/expressCheck.html?txtBill={n}",
	  "^[0-9]{12,15}$", COURIER },
	{ "yto", "YTO Express", "圆通速递", "www.yto.net.cn/", "^(YT)?[0-9]{10,18}$", COURIER },
	{ "sto", "STO Express", "申通快递", "www.sto.cn/", "^[0-9]{12,15}$", COURIER },
	{ "yunda", "Yunda Express", "韵达速递", "www.yundaex.com/", "^[0-9]{13,15}$", COURIER },
	{ "jd", "JD Logistics", "京东物流", "www.jdl.com/", "^JD[A-Z0-9]{10,20}$", COURIER },
	{ "ems", "China Post EMS", "邮政 EMS", "www.ems.com.cn/", "^(" POSTAL "|[0-9]{13})$",
	  COURIER },
	{ "jtexpress", "J&T Express", "极兔速递", "www.jtexpress.com.cn/", "^(JT)?[0-9]{12,15}$",
	  COURIER },
	{ "dhl", "DHL", "DHL", "www.dhl.com/global-en/home/tracking.html?tracking-id={n}&submit=1",
	  "^([0-9]{10,11}|[A-Z]{2,5}[0-9]{9,20})$", ABROAD },
	{ "ups", "UPS", "UPS", "www.ups.com/track?tracknum={n}", "^(1Z[A-Z0-9]{16}|[0-9]{9,12})$",
	  ABROAD },
	{ "royalmail", "Royal Mail", "英国皇家邮政",
	  "www.royalmail.com/track-your-item#/tracking-results/{n}",
	  "^(" POSTAL "|[A-Z0-9]{14,22})$", ABROAD },
	{ "pickup", "Shop counter", "门店自提", NULL, NULL, PARCEL_READY_FOR_PICKUP, false },
	{ "own", "Our own delivery", "自家配送", NULL, NULL, PARCEL_COLLECTED, false },
};
const size_t carrier_count = sizeof carriers / sizeof *carriers;

const struct carrier *carrier_find(const char *code)
{
	for (size_t i = 0; code && i < carrier_count; i++) {
		if (strcmp(carriers[i].code, code) == 0)
			return &carriers[i];
	}
	return NULL;
}

bool carrier_number_fits(const struct carrier *c, const char *number)
{
	regex_t form;
	int result;

	if (!c->number)
		return false;
	if (regcomp(&form, c->number, REG_EXTENDED | REG_NOSUB))
		fail("carrier %s: its form of numbers does not compile", c->code);
	result = regexec(&form, number, 0, NULL, 0);
	regfree(&form);
	return result == 0;
}

bool tracking_number_fold(const char *typed, char out[TRACKING_NUMBER_SIZE])
{
	size_t n = 0;

	for (const char *s = typed; *s; s++) {
		char c = *s >= 'a' && *s <= 'z' ? (char)(*s - 'a' + 'A') : *s;

		if (c == ' ' || c == '-')
			continue;
		if (!((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) ||
		    n == TRACKING_NUMBER_SIZE - 1)
			return false;
		out[n++] = c;
	}
	out[n] = '\0';
	return n >= 6;
}

char *carrier_url(struct arena *a, const struct carrier *c, const char *number)
{
	const char *at = c->page ? strstr(c->page, "{n}") : NULL;

	if (!c->page)
		return NULL;
	if (!at)
		return arena_printf(a, "https://%s", c->page);
	return arena_printf(a, "https://%.*s%s%s", (int)(at - c->page), c->page, number, at + 3);
}

/* Letters in front keep to their digits: SF1402 7781 3390. */
char *tracking_number_groups(struct arena *a, const char *number)
{
	size_t letters = strspn(number, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
	struct buf b;

	buf_init(&b, a);
	for (size_t i = 0; number[i]; i++) {
		if (i > letters && (i - letters) % 4 == 0)
			buf_addch(&b, ' ');
		buf_addch(&b, number[i]);
	}
	return b.p;
}
