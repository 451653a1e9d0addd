/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words and tones of enum values that people see. A new value: a row here, an entry in po/. */
#include <string.h>
#include "i18n/inside.h"

#define NEUTRAL  "neutral"
#define INFO     "info"
#define PROGRESS "progress"
#define SUCCESS  "success"
#define WARNING  "warning"
#define DANGER   "danger"
#define SPECIAL  "special"

/* kind, value, English word, tone */
static const struct label labels[] = {
	/* what was decided about an order */
	{ "decision", "draft", "Draft", NULL },
	{ "decision", "review", "In review", NULL },
	{ "decision", "confirmed", "Confirmed", NULL },
	{ "decision", "closed", "Completed", NULL },
	{ "decision", "cancelled", "Cancelled", NULL },
	{ "decision", "hold", "On hold", NULL },

	{ "money", "unpaid", "Unpaid", WARNING },
	{ "money", "part_paid", "Partly paid", INFO },
	{ "money", "paid", "Paid", SUCCESS },
	{ "money", "credit_owed", "Refund owed", WARNING },
	{ "money", "refunded", "Refunded", NEUTRAL },

	/* "none" shows nothing */
	{ "care", "none", "", NULL },
	{ "care", "open", "In after-sales", PROGRESS },
	{ "care", "waiting_customer", "Waiting for customer", INFO },
	{ "care", "resolved", "After-sales done", NEUTRAL },

	/* what programs see of an order's way */
	{ "stage", "placed", "Placed", NULL },
	{ "stage", "in_review", "In review", NULL },
	{ "stage", "preparing", "Preparing", NULL },
	{ "stage", "in_production", "In production", NULL },
	{ "stage", "shipped", "Shipped", NULL },
	{ "stage", "in_transit", "In transit", NULL },
	{ "stage", "out_for_delivery", "Out for delivery", NULL },
	{ "stage", "received", "Delivered", NULL },
	{ "stage", "cancelled", "Cancelled", NULL },
	{ "stage", "returned", "Returned", NULL },
	{ "stage", "exception", "Problem", NULL },

	/* what people see of it; the words that differ for staff come first */
	{ "badge_staff", "preparing", "To ship", NEUTRAL },
	{ "badge", "draft", "Draft", NEUTRAL },
	{ "badge", "closed", "Closed", NEUTRAL },
	{ "badge", "cancelled", "Cancelled", NEUTRAL },
	{ "badge", "returned", "Returned", NEUTRAL },
	{ "badge", "exception", "Problem", DANGER },
	{ "badge", "hold", "On hold", WARNING },
	{ "badge", "awaiting_payment", "Awaiting payment", WARNING },
	{ "badge", "in_review", "In review", INFO },
	{ "badge", "pre_order", "Pre-order", SPECIAL },
	{ "badge", "backordered", "Backordered", WARNING },
	{ "badge", "in_production", "In production", PROGRESS },
	{ "badge", "preparing", "Preparing", NEUTRAL },
	{ "badge", "packing", "Packing", PROGRESS },
	{ "badge", "partly_shipped", "Partly shipped", INFO },
	{ "badge", "out_for_delivery", "Out for delivery", PROGRESS },
	{ "badge", "in_transit", "In transit", INFO },
	{ "badge", "shipped", "Shipped", INFO },
	{ "badge", "completed", "Completed", SUCCESS },
	{ "badge", "delivered", "Delivered", SUCCESS },

	{ "link", "together", "Ship together", NULL },
	{ "link", "after", "Not before", NULL },
	{ "link", "complement", "Belongs with", NULL },
	{ "link", "replaces", "Replaces", NULL },
	{ "link", "split_from", "Split from", NULL },
	{ "link", "duplicate_of", "Duplicate of", NULL },

	/* the same from the other end */
	{ "link_back", "after", "Goes before", NULL },
	{ "link_back", "replaces", "Replaced by", NULL },
	{ "link_back", "split_from", "Split into", NULL },
	{ "link_back", "duplicate_of", "Has a duplicate", NULL },

	/* counters of an order line, said inside a sentence */
	{ "counter", "ordered", "ordered", NULL },
	{ "counter", "cancelled", "cancelled", NULL },
	{ "counter", "reserved", "reserved", NULL },
	{ "counter", "in_production", "in production", NULL },
	{ "counter", "packed", "packed", NULL },
	{ "counter", "shipped", "shipped", NULL },
	{ "counter", "delivered", "delivered", NULL },
	{ "counter", "return_requested", "return requested", NULL },
	{ "counter", "returned", "returned", NULL },
	{ "counter", "written_off", "written off", NULL },

	{ "payment", "processing", "Processing", INFO },
	{ "payment", "authorised", "Authorised", INFO },
	{ "payment", "captured", "Received", SUCCESS },
	{ "payment", "failed", "Payment failed", DANGER },
	{ "payment", "voided", "Voided", NEUTRAL },

	{ "refund", "requested", "Requested", INFO },
	{ "refund", "processing", "Refunding", PROGRESS },
	{ "refund", "done", "Refunded", SUCCESS },
	{ "refund", "failed", "Refund failed", DANGER },

	{ "parcel", "not_started", "Not started", NEUTRAL },
	{ "parcel", "picking", "Picking", PROGRESS },
	{ "parcel", "packed", "Packed", PROGRESS },
	{ "parcel", "awaiting_collection", "Awaiting collection", INFO },
	{ "parcel", "collected", "Collected", INFO },
	{ "parcel", "in_transit", "In transit", INFO },
	{ "parcel", "customs", "In customs", INFO },
	{ "parcel", "out_for_delivery", "Out for delivery", PROGRESS },
	{ "parcel", "ready_for_pickup", "Ready for pickup", SPECIAL },
	{ "parcel", "delivered", "Delivered", SUCCESS },
	{ "parcel", "attempt_failed", "Delivery failed", DANGER },
	{ "parcel", "delayed", "Delayed", WARNING },
	{ "parcel", "exception", "Problem", DANGER },
	{ "parcel", "returning", "Being returned", WARNING },
	{ "parcel", "returned", "Returned to sender", NEUTRAL },
	{ "parcel", "lost", "Possibly lost", DANGER },

	{ "stock", "in_stock", "In stock", NULL },
	{ "stock", "low", "Low", WARNING },
	{ "stock", "out", "Out of stock", DANGER },
	{ "stock", "incoming", "Incoming", INFO },
	{ "stock", "overstock", "Overstock", WARNING },
	{ "stock", "slow", "Slow-moving", NEUTRAL },

	{ "product_kind", "goods", "Goods", NULL },
	{ "product_kind", "service", "Service", NULL },
	{ "product_kind", "digital", "Digital", NULL },
	{ "product_kind", "pickup", "Pick-up", NULL },

	{ "product_state", "draft", "Draft", NEUTRAL },
	{ "product_state", "on_sale", "On sale", SUCCESS },
	{ "product_state", "withdrawn", "Withdrawn", WARNING },

	{ "role", "owner", "Owner", NULL },
	{ "role", "manager", "Manager", NULL },
	{ "role", "orders", "Orders", NULL },
	{ "role", "production", "Production", NULL },
	{ "role", "warehouse", "Warehouse", NULL },
	{ "role", "logistics", "Logistics", NULL },
	{ "role", "finance", "Finance", NULL },
	{ "role", "care", "Customer care", NULL },
	{ "role", "marketing", "Marketing", NULL },
	{ "role", "viewer", "Viewer", NULL },

	/* how a colleague stands */
	{ "standing", "active", "Active", SUCCESS },
	{ "standing", "invited", "Invited", INFO },
	{ "standing", "expired", "Invitation expired", WARNING },
	{ "standing", "setting_up", "Setting up", PROGRESS },
	{ "standing", "off", "Switched off", NEUTRAL },

	/* the desk's side menu */
	{ "nav", "orders", "Orders", NULL },
	{ "nav", "checks", "To check", NULL },
	{ "nav", "mentions", "Mentions", NULL },
	{ "nav", "customers", "Customers", NULL },
	{ "nav", "products", "Products", NULL },
	{ "nav", "outbox", "Outbox", NULL },
	{ "nav", "staff", "Staff", NULL },
	{ "nav", "audit", "Audit log", NULL },
	{ "nav", "settings", "Settings", NULL },
	{ "nav", "tasks", "Tasks", NULL },

	/* what a shop sets: a row for each setting, and a hint where there is more to say */
	{ "setting", "shop_name_en", "Shop name in English", NULL },
	{ "setting", "shop_name_zh", "Shop name in Chinese", NULL },
	{ "setting", "hours_en", "When people answer, in English", NULL },
	{ "setting", "hours_zh", "When people answer, in Chinese", NULL },
	{ "setting", "email", "The shop’s email", NULL },
	{ "setting", "phone", "The shop’s phone", NULL },
	{ "setting", "address_en", "Address in English", NULL },
	{ "setting", "address_zh", "Address in Chinese", NULL },
	{ "setting", "country", "Country", NULL },
	{ "setting", "currency", "Currency", NULL },
	{ "setting", "zone", "Time zone", NULL },
	{ "setting", "lang", "Language", NULL },
	{ "setting", "prices_include_tax", "Prices include tax", NULL },
	{ "setting", "shipping_fee", "Shipping fee", NULL },
	{ "setting", "free_shipping_over", "Free shipping from", NULL },
	{ "setting", "pay_minutes", "Minutes to pay", NULL },
	{ "setting", "close_days", "Days until an order completes", NULL },
	{ "setting", "link_days", "Days that a tracking link works", NULL },
	{ "setting", "review_over", "Review orders above", NULL },
	{ "setting", "review_quantity", "Review lines of more than so many units", NULL },
	{ "setting", "step_up_minutes", "Minutes that a second step counts", NULL },
	{ "setting", "habit_times", "Review lines above so many times the usual", NULL },
	{ "setting", "price_percent", "Review prices further off, in per cent", NULL },
	{ "setting", "duplicate_minutes", "Minutes in which the same order is held", NULL },
	{ "setting", "source_words", "Words in notes that tell the source", NULL },
	{ "setting", "api_minute", "Requests a minute of one key", NULL },
	{ "setting", "promise_days", "Days from dispatch to delivery", NULL },

	{ "setting_hint", "shop_name_en", "On pages, messages and the desk.", NULL },
	{ "setting_hint", "email", "Customers write here.", NULL },
	{ "setting_hint", "phone", "Customers call here.", NULL },
	{ "setting_hint", "country",
	  "Two letters. Phones and addresses without a country are read as of this one.", NULL },
	{ "setting_hint", "currency", "Three letters. It stays once there are orders.", NULL },
	{ "setting_hint", "zone", "Days and times on pages and in messages.", NULL },
	{ "setting_hint", "lang", "For who asks for none of ours.", NULL },
	{ "setting_hint", "prices_include_tax", "For orders placed from now on.", NULL },
	{ "setting_hint", "free_shipping_over", "Items from this amount on ship free. 0: never.",
	  NULL },
	{ "setting_hint", "pay_minutes",
	  "An unpaid order that is to be paid first is cancelled after this.", NULL },
	{ "setting_hint", "close_days", "After delivery, by itself.", NULL },
	{ "setting_hint", "link_days", "After delivery.", NULL },
	{ "setting_hint", "review_over", "They wait for somebody to confirm them. 0: none.", NULL },
	{ "setting_hint", "review_quantity", "0: none.", NULL },
	{ "setting_hint", "step_up_minutes",
	  "Refunds, exports, roles and keys ask for it again after this.", NULL },
	{ "setting_hint", "habit_times", "Of the same customer. 0: none.", NULL },
	{ "setting_hint", "price_percent", "From the list price. 0: none.", NULL },
	{ "setting_hint", "duplicate_minutes", "As a possible duplicate. 0: none.", NULL },
	{ "setting_hint", "source_words", "word=source, with commas between them.", NULL },
	{ "setting_hint", "api_minute", "0: as many as it likes.", NULL },
	{ "setting_hint", "promise_days", "Parcels are promised for this day.", NULL },

	{ "setting_group", "shop", "The shop", NULL },
	{ "setting_group", "place", "Language, country and time", NULL },
	{ "setting_group", "money", "Money and shipping", NULL },
	{ "setting_group", "orders", "Orders: rules and clocks", NULL },
	{ "setting_group", "safety", "Safety", NULL },

	/* what somebody may do: a row for each permission */
	{ "permission", "orders.read", "See orders", NULL },
	{ "permission", "orders.place", "Place orders", NULL },
	{ "permission", "orders.change", "Change orders: confirm, hold, edit, note", NULL },
	{ "permission", "orders.cancel", "Cancel and reopen orders", NULL },
	{ "permission", "payments", "Record payments", NULL },
	{ "permission", "refunds", "Give refunds and credits", NULL },
	{ "permission", "parcels", "Pack and ship, news of parcels", NULL },
	{ "permission", "catalog.read", "See products", NULL },
	{ "permission", "catalog.change", "Change products and their prices", NULL },
	{ "permission", "stock", "Stock", NULL },
	{ "permission", "customers.read", "See customers", NULL },
	{ "permission", "customers.change", "Change customers", NULL },
	{ "permission", "personal_data", "Names, phones and addresses in full", NULL },
	{ "permission", "messages", "Outbox", NULL },
	{ "permission", "staff", "Staff: invite, roles, access", NULL },
	{ "permission", "settings", "Settings and API keys", NULL },
	{ "permission", "prices", "Prices, discounts and fees of orders", NULL },
	{ "permission", "audit", "Audit log", NULL },
	{ "permission", "export", "Lists as files", NULL },

	{ "key_state", "valid", "Valid", SUCCESS },
	{ "key_state", "expired", "Expired", NEUTRAL },
	{ "key_state", "revoked", "Revoked", NEUTRAL },

	{ "task_state", "open", "At work", PROGRESS },
	{ "task_state", "done", "Done", SUCCESS },
	{ "task_state", "failed", "Failed", DANGER },
	{ "task_state", "stopped", "Stopped", NEUTRAL },

	/* lists that may be had as files */
	{ "export_list", "orders", "Orders", NULL },
	{ "export_list", "order_lines", "Order lines", NULL },
	{ "export_list", "customers", "Customers", NULL },
	{ "export_list", "products", "Products", NULL },
	{ "export_row", "orders", "each order", NULL },
	{ "export_row", "order_lines", "each line of each order", NULL },
	{ "export_format", "xlsx", "Excel workbook (XLSX)", NULL },
	{ "export_format", "csv_excel", "CSV for Excel (UTF-8 with a mark)", NULL },
	{ "export_format", "csv", "CSV (UTF-8)", NULL },

	{ "hook", "on", "On", SUCCESS },
	{ "hook", "off", "Switched off", NEUTRAL },
	{ "hook", "gone", "Gone", DANGER },
	{ "hook", "failed", "Failed", DANGER },
	{ "hook", "removed", "Removed", NEUTRAL },

	{ "hook_delivery", "all", "All", NULL },
	{ "hook_delivery", "waiting", "Waiting", INFO },
	{ "hook_delivery", "taken", "Being sent", PROGRESS },
	{ "hook_delivery", "delivered", "Delivered", SUCCESS },
	{ "hook_delivery", "failed", "Failed", DANGER },

	/* what stands in the audit log */
	{ "audit", "sign_in", "Signed in", NULL },
	{ "audit", "exported", "List exported", NULL },
	{ "audit", "exported_in_full", "List exported with personal data in full", NULL },
	{ "audit", "export_taken", "Export downloaded", NULL },
	{ "audit", "sign_in_failed", "Sign-in failed", NULL },
	{ "audit", "code_failed", "Wrong code of the second step", NULL },
	{ "audit", "refused", "Tried what the role does not allow", NULL },
	{ "audit", "personal_data_shown", "Personal data shown in full", NULL },
	{ "audit", "staff_invited", "Colleague invited", NULL },
	{ "audit", "invitation_accepted", "Invitation accepted", NULL },
	{ "audit", "invitation_withdrawn", "Invitation withdrawn", NULL },
	{ "audit", "second_factor_set_up", "Second step set up", NULL },
	{ "audit", "second_factor_reset", "Second step reset", NULL },
	{ "audit", "role_changed", "Role changed", NULL },
	{ "audit", "staff_switched_off", "Colleague switched off", NULL },
	{ "audit", "session_ended", "Session ended", NULL },
	{ "audit", "sessions_ended", "All sessions ended", NULL },
	{ "audit", "refund", "Refund made", NULL },
	{ "audit", "credit", "Credit given", NULL },
	{ "audit", "message_resent", "Message sent again", NULL },
	{ "audit", "messages_resent", "Failed messages sent again", NULL },
	{ "audit", "role_made", "Own role made", NULL },
	{ "audit", "role_edited", "Own role changed", NULL },
	{ "audit", "role_deleted", "Own role deleted", NULL },
	{ "audit", "setting_changed", "Setting changed", NULL },
	{ "audit", "proved", "Second step given again", NULL },
	{ "audit", "key_made", "API key made", NULL },
	{ "audit", "key_revoked", "API key revoked", NULL },
	{ "audit", "webhook_made", "Webhook added", NULL },
	{ "audit", "webhook_changed", "Webhook changed", NULL },
	{ "audit", "webhook_secret", "New secret of a webhook", NULL },
	{ "audit", "webhook_switched", "Webhook switched on or off", NULL },
	{ "audit", "webhook_removed", "Webhook removed", NULL },
	{ "audit", "webhook_replayed", "Webhook deliveries sent again", NULL },
	{ "audit", "other", "Something newer than this program", NULL },

	{ "import", "to_map", "To map", NULL },
	{ "import", "checking", "Checking", PROGRESS },
	{ "import", "ready", "Ready", WARNING },
	{ "import", "running", "Importing", PROGRESS },
	{ "import", "done", "Done", SUCCESS },
	{ "import", "partly_failed", "Done with errors", WARNING },
	{ "import", "stopped", "Stopped", NEUTRAL },
	{ "import", "undone", "Undone", NEUTRAL },

	{ "own_tab", "all", "All", NULL },
	{ "own_tab", "to_pay", "Awaiting payment", NULL },
	{ "own_tab", "to_ship", "To be sent", NULL },
	{ "own_tab", "to_receive", "On the way", NULL },

	{ "period", "30d", "Last 30 days", NULL },
	{ "period", "90d", "Last 3 months", NULL },
	{ "period", "year", "This year", NULL },
	{ "period", "older", "Earlier", NULL },

	{ "order_view", "today", "Ship today", NULL },
	{ "order_view", "all", "All", NULL },
	{ "order_view", "to_ship", "To ship", NULL },
	{ "order_view", "backordered", "Backordered", NULL },
	{ "order_view", "awaiting_payment", "Awaiting payment", NULL },
	{ "order_view", "in_review", "In review", NULL },
	{ "order_view", "shipped", "Shipped", NULL },
	{ "order_view", "problem", "Problems", NULL },
	{ "order_view", "draft", "Drafts", NULL },

	{ "order_filter", "from", "Placed from", NULL },
	{ "order_filter", "to", "Placed to", NULL },
	{ "order_filter", "source", "Source", NULL },
	{ "order_filter", "status", "Status", NULL },
	{ "order_filter", "payment", "Payment", NULL },
	{ "order_filter", "promised_from", "Promised from", NULL },
	{ "order_filter", "promised_to", "Promised to", NULL },
	{ "order_filter", "amount_from", "Amount from", NULL },
	{ "order_filter", "amount_to", "Amount to", NULL },
	{ "order_filter", "sku", "SKU", NULL },
	{ "order_filter", "place", "City or province", NULL },
	{ "order_filter", "note", "Customer’s note", NULL },
	{ "order_filter", "hold", "On hold", NULL },
	{ "order_filter", "waiting", "Waiting for items", NULL },
	{ "order_sort", "due", "Time left", NULL },
	{ "order_sort", "newest", "Newest first", NULL },
	{ "bulk", "confirm", "Confirm", NULL },
	{ "bulk", "hold", "Put on hold", NULL },
	{ "bulk", "release", "Release", NULL },
	{ "bulk", "note", "Add a note", NULL },
	{ "saved_for", "me", "Only me", NULL },
	{ "saved_for", "shop", "The whole shop", NULL },
	{ "yes_no", "yes", "Yes", NULL },
	{ "yes_no", "no", "No", NULL },

	/* what is promised for a time: until then, and when it has passed without */
	{ "coming", "due", "Expected {when}", NULL },
	{ "coming", "missed", "Was expected {when}, now late", NULL },
	{ "coming_today", "due", "Arriving {when}", NULL },
	{ "coming_today", "missed", "Was expected {when}, now late", NULL },
	{ "coming_anew", "due", "Now expected {when}", NULL },
	{ "coming_anew", "missed", "Was expected {when}, now late", NULL },

	/* where an order came from; a shop has more of them, which are shown as they are */
	{ "source", "desk", "Desk", NULL },
	{ "source", "web", "Web shop", NULL },
	{ "source", "wechat", "WeChat", NULL },
	{ "source", "tmall", "Tmall", NULL },
	{ "source", "api", "Program", NULL },
	{ "source", "online-retail", "Import", NULL },
	{ "source", LABEL_OTHERS, "", NULL },

	{ "wait", "none", "No wait", NULL },
	{ "wait", "production", "In production", NULL },
	{ "wait", "pre_order", "Pre-order", NULL },
	{ "wait", "back_order", "Waiting for stock", NULL },

	{ "payment_method", "cod", "Cash on delivery", NULL },
	{ "payment_method", "bank_transfer", "Bank transfer", NULL },
	{ "payment_method", "elsewhere", "Paid elsewhere", NULL },

	{ "hold_reason", "address", "The address has to be checked", NULL },
	{ "hold_reason", "risk", "We are checking the payment", NULL },
	{ "hold_reason", "customer_wish", "On request", NULL },
	{ "hold_reason", "payment", "The payment is not clear", NULL },
	{ "hold_reason", "duplicate", "Possibly ordered twice", NULL },
	{ "hold_reason", "other", "Another reason", NULL },

	{ "cancel_reason", "customer_wish", "On request", NULL },
	{ "cancel_reason", "no_stock", "Can’t be supplied", NULL },
	{ "cancel_reason", "duplicate", "Ordered twice", NULL },
	{ "cancel_reason", "payment_failed", "The payment failed", NULL },
	{ "cancel_reason", "address", "Can’t be delivered there", NULL },
	{ "cancel_reason", "changed_mind", "No longer wanted", NULL },
	{ "cancel_reason", "ordered_twice", "Ordered twice by mistake", NULL },
	{ "cancel_reason", "wrong_item", "Wrong item chosen", NULL },
	{ "cancel_reason", "too_slow", "Took too long", NULL },
	{ "cancel_reason", "payment_expired", "The time to pay ran out", NULL },
	{ "cancel_reason", "other", "Another reason", NULL },

	{ "review_reason", "large_amount", "Large amount", NULL },
	{ "review_reason", "large_quantity", "Large quantity", NULL },
	{ "review_reason", "unusual_quantity", "More than usual for this customer", NULL },
	{ "review_reason", "price", "Price far from the list", NULL },
	{ "review_reason", "address", "Address incomplete", NULL },
	{ "review_reason", "phone", "No phone for the courier", NULL },
	{ "review_reason", "postcode", "Postcode not of that country", NULL },
	{ "review_reason", "duplicate", "Possibly ordered twice", NULL },

	{ "finding_answer", "accept", "Accept the correction", NULL },
	{ "finding_answer", "pass", "It is right as it is", NULL },
	{ "finding_answer", "cancel", "Cancel this order", NULL },
	{ "finding_answer", "cancel_other", "Cancel the other order", NULL },

	/* why a parcel's state is told of, or is not */
	{ "parcel_why", "again", "Once more", NULL },
	{ "parcel_why", "corrected", "Details corrected", NULL },
	{ "parcel_why", "solved", "Problem solved", NULL },
	{ "parcel_why", "unpacked", "Unpacked", NULL },

	{ "problem", "weather", "Weather", NULL },
	{ "problem", "hub_backlog", "Sorting centre backed up", NULL },
	{ "problem", "no_scan", "Carrier is silent", NULL },
	{ "problem", "attempt_failed", "Customer not reached", NULL },
	{ "problem", "address_problem", "Address incomplete or wrong", NULL },
	{ "problem", "refused", "Refused", NULL },
	{ "problem", "damaged", "Damaged", NULL },
	{ "problem", "lost", "Lost", NULL },
	{ "problem", "customs", "Customs asks for something", NULL },

	{ "refusal", "cancelled", "This order is cancelled.", NULL },
	{ "refusal", "closed", "This order is completed.", NULL },
	{ "refusal", "already_shipped", "The parcel has already left.", NULL },
	{ "refusal", "already_packed", "The order is already packed.", NULL },
	{ "refusal", "in_production", "Production has already started.", NULL },
	{ "refusal", "already_confirmed", "This order is already confirmed.", NULL },
	{ "refusal", "already_delivered", "Everything sent so far has already arrived.", NULL },
	{ "refusal", "not_shipped", "Nothing has been sent yet.", NULL },
	{ "refusal", "not_delivered", "Not everything has arrived yet.", NULL },
	{ "refusal", "money_open", "The payment is not settled yet.", NULL },
	{ "refusal", "held", "This order is on hold.", NULL },
	{ "refusal", "not_held", "This order is not on hold.", NULL },
	{ "refusal", "in_review", "This order is still in review.", NULL },
	{ "refusal", "draft", "This order is still a draft.", NULL },
	{ "refusal", "unpaid", "This order is not paid yet.", NULL },
	{ "refusal", "not_packed", "Nothing is packed yet.", NULL },
	{ "refusal", "nothing_due", "Nothing is left to pay.", NULL },
	{ "refusal", "nothing_paid", "Nothing has been paid that could be refunded.", NULL },
	{ "refusal", "stale", "Somebody else changed it meanwhile.", NULL },
	{ "refusal", "not_over", "This order is neither cancelled nor completed.", NULL },
	{ "refusal", "settled", "Somebody has settled this already.", NULL },
	{ "refusal", "nothing_proposed", "Nothing is proposed here that could be accepted.", NULL },
	{ "refusal", "all_cancelled",
	  "Each item of this order was cancelled by itself: none comes back.", NULL },
	{ "refusal", "came_back", "A parcel of this order came back: cancel the item instead.",
	  NULL },

	{ "event", "placed", "Order placed", NULL },
	{ "event", "confirmed", "Confirmed", NULL },
	{ "event", "held", "Put on hold", NULL },
	{ "event", "released", "Released", NULL },
	{ "event", "cancelled", "Cancelled", NULL },
	{ "event", "line_cancelled", "Item cancelled", NULL },
	{ "event", "closed", "Completed", NULL },
	{ "event", "wait_changed", "Wait changed", NULL },
	{ "event", "promise_changed", "Promised date changed", NULL },
	{ "event", "contact_changed", "Address changed", NULL },
	{ "event", "paid", "Payment received", NULL },
	{ "event", "refunded", "Refund made", NULL },
	{ "event", "credited", "Credit given", NULL },
	{ "event", "packed", "Packed", NULL },
	{ "event", "shipped", "Handed to the carrier", NULL },
	{ "event", "parcel_changed", "Parcel update", NULL },
	{ "event", "delivered", "Delivered", NULL },
	{ "event", "receipt_confirmed", "Receipt confirmed", NULL },
	{ "event", "came_back", "Parcel came back", NULL },
	{ "event", "fulfilled", "Service or download provided", NULL },
	{ "event", "line_added", "Item added", NULL },
	{ "event", "line_removed", "Item removed", NULL },
	{ "event", "line_changed", "Item changed", NULL },
	{ "event", "edited", "Order changed", NULL },
	{ "event", "credit_taken_back", "Credit ended with what was cancelled", NULL },
	{ "event", "reopened", "Opened again", NULL },
	{ "event", "checked", "Looked at: right as it is", NULL },
	{ "event", "linked", "Linked with another order", NULL },
	{ "event", "unlinked", "Link taken off", NULL },

	/* who did it; the words that differ for staff come first */
	{ "actor_staff", "nobody", "Unknown", NULL },
	{ "actor_staff", "customer", "Customer", NULL },
	{ "actor_staff", "staff", "Staff", NULL },
	{ "actor_staff", "api_key", "Program", NULL },
	{ "actor_staff", "import", "Import", NULL },
	{ "actor_staff", "command", "Command line", NULL },
	{ "actor", "nobody", "System", NULL },
	{ "actor", "customer", "You", NULL },
	{ "actor", "staff", "Customer care", NULL },
	{ "actor", "api_key", "System", NULL },
	{ "actor", "carrier", "Carrier", NULL },
	{ "actor", "rule", "System", NULL },
	{ "actor", "import", "System", NULL },
	{ "actor", "command", "System", NULL },

	{ "message", "all", "All", NULL },
	{ "message", "waiting", "Waiting", INFO },
	{ "message", "taken", "Being sent", PROGRESS },
	{ "message", "sent", "Sent", SUCCESS },
	{ "message", "failed", "Failed", DANGER },
	{ "message", "unwanted", "Not wanted", NEUTRAL },
	{ "message", "over", "Not needed any more", NEUTRAL },

	{ "message_kind", "placed", "Order placed", NULL },
	{ "message_kind", "shipped", "Parcel on its way", NULL },
	{ "message_kind", "out_for_delivery", "Arriving today", NULL },
	{ "message_kind", "ready_for_pickup", "Ready for pickup", NULL },
	{ "message_kind", "delivered", "Delivered", NULL },
	{ "message_kind", "late", "Later than promised", NULL },
	{ "message_kind", "problem", "Problem with a parcel", NULL },
	{ "message_kind", "pay_soon", "Payment needed soon", NULL },
	{ "message_kind", "refunded", "Refund made", NULL },
	{ "message_kind", "cancelled", "Order cancelled", NULL },
	{ "message_kind", "order_list", "List of orders", NULL },
	{ "message_kind", "sign_in_code", "Sign-in code", NULL },
	{ "message_kind", "hook_off", "Webhook switched off", NULL },
	{ "message_kind", "mention", "Named in a note", NULL },
	{ "message_kind", "staff_invitation", "Invitation of a colleague", NULL },

	/* what was changed about a customer */
	{ "customer_event", "tag_added", "Tag added", NULL },
	{ "customer_event", "tag_removed", "Tag removed", NULL },
	{ "customer_event", "wish_said", "Wish written down", NULL },
	{ "customer_event", "wish_removed", "Wish removed", NULL },

	{ "identity", "email", "Email", NULL },
	{ "identity", "phone", "Phone", NULL },
	{ "identity", "external", "Another system", NULL },
	{ "usual", "unknown", "too few orders to say", NULL },
	{ "usual", "on_track", "On track", NEUTRAL },
	{ "usual", "overdue", "Overdue", WARNING },

	/* what a customer agreed to, and told */
	{ "consent", "birthday", "Birthday", NULL },
	{ "consent", "gender", "Gender", NULL },
	{ "consent", "occupation", "Occupation", NULL },
	{ "consent", "income", "Income", NULL },
	{ "consent", "offers", "Offers and restocks", NULL },
	{ "consent_channel", "email", "by email", NULL },
	{ "consent_channel", "sms", "by SMS", NULL },
	{ "consent_channel", "phone", "by phone", NULL },
	{ "consent_place", "account", "in the account", NULL },
	{ "gender", "female", "Female", NULL },
	{ "gender", "male", "Male", NULL },
	{ "gender", "other", "Other", NULL },
	{ "income", "under_5k", "up to 5,000 a month", NULL },
	{ "income", "5k_10k", "5,000 to 10,000 a month", NULL },
	{ "income", "10k_20k", "10,000 to 20,000 a month", NULL },
	{ "income", "20k_50k", "20,000 to 50,000 a month", NULL },
	{ "income", "over_50k", "more than 50,000 a month", NULL },

	/* what a customer wants minded */
	{ "wish", "allergy", "Allergy", NULL },
	{ "wish", "packing", "Packing", NULL },
	{ "wish", "delivery_time", "Delivery time", NULL },
	{ "wish", "taste", "Taste", NULL },
	{ "wish", "other", "Other", NULL },

	/* what a customer reads */
	{ "language", "en", "English", NULL },
	{ "language", "zh-CN", "Chinese", NULL },
};

const struct label *label_all(size_t *n)
{
	*n = sizeof labels / sizeof labels[0];
	return labels;
}

/* "badge_staff" may also use what "badge" has. */
static bool kind_may_use(const char *kind, const char *row_kind)
{
	size_t len = strlen(row_kind);

	return strncmp(kind, row_kind, len) == 0 &&
	       (!kind[len] || strcmp(kind + len, "_staff") == 0);
}

const struct label *label_rows(const char *kind, size_t *n)
{
	size_t all = sizeof labels / sizeof labels[0], first = 0;

	while (first < all && strcmp(labels[first].kind, kind) != 0)
		first++;
	*n = 0;
	while (first + *n < all && kind_may_use(kind, labels[first + *n].kind))
		++*n;
	return *n ? &labels[first] : NULL;
}

const struct label *label_find(const char *kind, const char *value)
{
	size_t n;
	const struct label *row = label_rows(kind, &n);

	for (; n > 0; row++, n--) {
		if (strcmp(row->value, value) == 0)
			return row;
	}
	return NULL;
}
