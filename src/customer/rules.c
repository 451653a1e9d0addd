/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is decided about people without looking anything up: whose a contact is, what fits it. */
#include <string.h>
#include "base/text.h"
#include "base/utf8.h"
#include "customer/inside.h"

#define EMAIL_BUFFER 256 /* an address has at most 254 bytes */
#define TAIL_DIGITS  4
#define PHONE_BUFFER 20 /* a plus and at most 15 digits */
/* Read where nobody is there, so that it takes as long. */
#define NOBODYS_PHONE "+8610000000000"

/* An e-mail address says who somebody is before a phone does, which a household or an office
 *shares:
 *
 *	the contact's	e-mail	phone		goes to
 *	external id
 *	known		any	any		whose external id it is
 *	else		known	any		whose e-mail it is, whatever their phone
 *	else		none	known		whose phone it is
 *	else		new	of a guest	that guest, who has no e-mail yet
 *	else		new	of a guest	somebody new: the guest has another e-mail
 *	else		new	of an account	somebody new
 *	else		any	none or new	somebody new
 */
enum identity_kind customer_choose(const struct identity given[IDENTITY__MAX],
				   const struct identity_owner owners[IDENTITY__MAX])
{
	const struct identity_owner *phone = &owners[IDENTITY_PHONE];
	bool new_email = given[IDENTITY_EMAIL].value && !owners[IDENTITY_EMAIL].customer_id,
	     takes_email =
		     customer_may_gain(IDENTITY_EMAIL, phone->provisional) && !phone->has_email;

	if (owners[IDENTITY_EXTERNAL].customer_id)
		return IDENTITY_EXTERNAL;
	if (owners[IDENTITY_EMAIL].customer_id)
		return IDENTITY_EMAIL;
	if (!phone->customer_id)
		return 0;
	return new_email && !takes_email ? 0 : IDENTITY_PHONE;
}

bool customer_may_gain(enum identity_kind kind, bool provisional)
{
	return kind != IDENTITY_EMAIL || provisional;
}

enum identity_kind customer_way_kind(const char *way)
{
	return strchr(way, '@') ? IDENTITY_EMAIL : IDENTITY_PHONE;
}

char *customer_way_in(struct arena *a, const char *typed, const char *country, bool by_phone)
{
	char *email = text_email_key(a, typed);

	return email || !by_phone ? email : text_phone_key(a, typed, country);
}

/* What whoever shows that a way is theirs comes to:
 *
 *	known	proved	of a guest
 *	no	-	-		nothing: nobody ordered under it
 *	yes	yes	-		the account it opens
 *	yes	no	yes		the guest, who becomes an account
 *	yes	no	no		an account of their own: another way of that one was proved,
 *					by somebody else for all we know
 */
enum way_leads customer_way_leads(bool is_known, const struct way_in *in)
{
	if (!is_known)
		return WAY_LEADS_NOWHERE;
	return in->is_proved || in->is_provisional ? WAY_LEADS_IN : WAY_LEADS_TO_OWN;
}

static bool same_text(const char *a, const char *b)
{
	return !strcmp(a ? a : "", b ? b : "");
}

bool contact_is_same(const struct contact *a, const struct contact *b)
{
	return same_text(a->name, b->name) && same_text(a->phone, b->phone) &&
	       same_text(a->email, b->email) && same_text(a->country, b->country) &&
	       same_text(a->province, b->province) && same_text(a->city, b->city) &&
	       same_text(a->district, b->district) && same_text(a->street, b->street) &&
	       same_text(a->postcode, b->postcode);
}

bool bytes_equal(const void *a, const void *b, size_t n)
{
	const volatile unsigned char *x = a, *y = b;
	unsigned char difference = 0;

	for (size_t i = 0; i < n; i++)
		difference |= (unsigned char)(x[i] ^ y[i]);
	return difference == 0;
}

/* Outer spaces cut, ASCII in lower case, zeros behind; nothing where it does not fit. */
static void fill_email(char out[EMAIL_BUFFER], const char *s)
{
	size_t len;

	memset(out, 0, EMAIL_BUFFER);
	s += strspn(s, " \t");
	len = strlen(s);
	while (len > 0 && strchr(" \t\r\n", s[len - 1]))
		len--;
	if (len >= EMAIL_BUFFER)
		return;
	for (size_t i = 0; i < len; i++)
		out[i] = (char)(s[i] >= 'A' && s[i] <= 'Z' ? s[i] - 'A' + 'a' : s[i]);
}

/* Exactly four digits, whatever spaces are around them; else zeros, which are no digits. Those of a
 * Chinese keyboard are digits too. */
static void fill_tail(char out[TAIL_DIGITS], const char *s)
{
	char digits[TAIL_DIGITS];
	size_t n = 0;

	memset(out, 0, TAIL_DIGITS);
	while (*s) {
		char c = utf8_next_narrow(&s);

		if (c == ' ' || c == '\t')
			continue;
		if (c < '0' || c > '9' || n == TAIL_DIGITS)
			return;
		digits[n++] = c;
	}
	if (n == TAIL_DIGITS)
		memcpy(out, digits, TAIL_DIGITS);
}

/* The number with its country code, zeros behind; nothing where it is none. */
static void fill_phone(struct arena *a, char out[PHONE_BUFFER], const char *s, const char *country)
{
	const char *key = text_phone_key(a, s, country);

	memset(out, 0, PHONE_BUFFER);
	if (key && strlen(key) < PHONE_BUFFER)
		memcpy(out, key, strlen(key));
}

bool contact_matches(struct arena *a, const struct contact *c, const char *typed,
		     const char *country)
{
	char email[EMAIL_BUFFER], typed_email[EMAIL_BUFFER], tail[TAIL_DIGITS],
		typed_tail[TAIL_DIGITS], phone[PHONE_BUFFER], typed_phone[PHONE_BUFFER];
	bool email_fits, tail_fits, phone_fits;

	fill_email(email, c && c->email_key ? c->email_key : "");
	fill_tail(tail, c && c->phone_tail ? c->phone_tail : "");
	fill_email(typed_email, typed ? typed : "");
	fill_tail(typed_tail, typed ? typed : "");
	email_fits = bytes_equal(email, typed_email, sizeof email);
	tail_fits = bytes_equal(tail, typed_tail, sizeof tail);
	fill_phone(a, phone, c && c->phone ? c->phone : NOBODYS_PHONE, country);
	fill_phone(a, typed_phone, typed ? typed : "", country);
	phone_fits = bytes_equal(phone, typed_phone, sizeof phone) & (c && c->phone);
	return (email_fits & (email[0] != '\0')) | (tail_fits & (tail[0] != '\0')) |
	       (phone_fits & (phone[0] != '\0'));
}

static bool is_made_of(const char *s, const char *set)
{
	return s[strspn(s, set)] == '\0';
}

static size_t count_digits(const char *s)
{
	size_t n = 0;

	for (; *s; s++)
		n += *s >= '0' && *s <= '9';
	return n;
}

enum search_kind customer_search_kind(const char *q)
{
	if (!q || !*q)
		return SEARCH_ALL;
	if (strchr(q, '@'))
		return SEARCH_EMAIL;
	if (!is_made_of(q, "+0123456789 -()") || count_digits(q) < TAIL_DIGITS)
		return SEARCH_NAME;
	return count_digits(q) == TAIL_DIGITS ? SEARCH_TAIL : SEARCH_PHONE;
}

static bool same(const char *a, const char *b)
{
	return strcmp(a ? a : "", b ? b : "") == 0;
}

bool contact_same_place(const struct contact *a, const struct contact *b)
{
	return same(a->name, b->name) && same(a->phone, b->phone) && same(a->country, b->country) &&
	       same(a->province, b->province) && same(a->city, b->city) &&
	       same(a->district, b->district) && same(a->street, b->street) &&
	       same(a->postcode, b->postcode);
}
