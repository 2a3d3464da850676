-- Asks for one page again and again, as the person whose cookie is in BETANG_COOKIE; compressed, as every
-- browser asks for it.
wrk.headers["Cookie"] = os.getenv("BETANG_COOKIE") or ""
wrk.headers["Accept-Encoding"] = "gzip"

local threads = {}
function setup(thread) table.insert(threads, thread) end
function init() wrong = 0 end
function response(status) if status ~= 200 then wrong = wrong + 1 end end

function done(summary, latency)
  local bad = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  for _, thread in ipairs(threads) do bad = bad + thread:get("wrong") end
  print(string.format("RESULT %d %d %d %d %d %d", summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(95), latency:percentile(99), bad))
end
