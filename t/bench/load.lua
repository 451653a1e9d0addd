-- SPDX-License-Identifier: GPL-3.0-or-later
-- One load for all: random paths of a file, or orders to place; every 1,000th body is looked at.
-- Arguments: track FILE | floor ROWS | place KEY SKUS
local kind, first, second
local lines = {}
local asked
local threads = {}

function setup(thread)
	thread:set("number", #threads)
	table.insert(threads, thread)
end

function init(args)
	kind, first, second = args[1], args[2], args[3]
	math.randomseed(os.time() * 100 + number)
	if kind == "track" then
		for line in io.lines(first) do
			lines[#lines + 1] = line
		end
	end
	checked, wrong, n = 0, 0, 0
	run = string.format("%x-%x", os.time(), math.random(2 ^ 30))
end

local function order()
	local sku, who = math.random(1, tonumber(second) - 2), math.random(0, 99999999)
	local line = {}
	for i = 0, 2 do
		line[#line + 1] = string.format('{"sku":"BENCH-%d","quantity":2}', sku + i)
	end
	return string.format('{"contact":{"name":"Bench %d","phone":"139%08d","email":"bench%d@mail.example","province":"浙江省","city":"杭州市","district":"西湖区",' ..
		'"street":"文三路 %d 号"},"lines":[%s],"payment_method":"cod","lang":"zh-CN"}',
		sku, who, who, sku, table.concat(line, ","))
end

function request()
	n = n + 1
	if kind == "track" then
		asked = lines[math.random(#lines)]
		return wrk.format("GET", asked)
	end
	if kind == "floor" then
		asked = math.random(tonumber(first))
		return wrk.format("GET", "/floor/" .. asked)
	end
	return wrk.format("POST", "/api/v1/orders", {
		["Authorization"] = "Bearer " .. first, ["Content-Type"] = "application/json",
		["Idempotency-Key"] = run .. "-" .. number .. "-" .. n,
	}, order())
end

-- Connections answer out of order, so a body is held against what it must look like, not against one request.
function response(status, headers, body)
	checked = checked + 1
	if status >= 400 then
		wrong = wrong + 1
	elseif checked % 1000 == 0 then
		local good
		if kind == "track" then
			good = body:find("</html>", 1, true) and body:find('<h1>[^\n]*R%-%w%w%w%w%-%w%w%w%w') and select(2, body:gsub('id="p%-', "")) >= 2
		elseif kind == "floor" then
			good = body:find("^<p>%d+ payload") and #body == 3072
		else
			good = body:find('"number":"R-', 1, true) and body:find('"tracking_url"', 1, true)
		end
		if not good then
			wrong = wrong + 1
			if wrong == 1 then
				io.stderr:write("unexpected body: ", body:sub(1, 400), "\n")
			end
		end
	end
end

function done(summary, latency, requests)
	local bad = 0
	for _, thread in ipairs(threads) do
		bad = bad + thread:get("wrong")
	end
	io.write(string.format("rate %.1f p50 %.2f p99 %.2f requests %d errors %d wrong %d\n", summary.requests / (summary.duration / 1e6),
		latency:percentile(50) / 1000, latency:percentile(99) / 1000, summary.requests,
		summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout, bad))
end
