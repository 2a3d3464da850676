-- Posts visits: BETANG_VISITS names a file with one "path body" a line, whose body lacks only the
-- entry's id. Every post gets a fresh id, so every one is a new visit. Right answers are redirects.
wrk.method = "POST"
wrk.headers["Cookie"] = os.getenv("BETANG_COOKIE") or ""
wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"

local threads = {}
function setup(thread)
  thread:set("number", #threads)
  table.insert(threads, thread)
end

local visits, next_visit = {}, 0

function init()
  wrong = 0
  math.randomseed(os.time() + number)
  for line in io.lines(os.getenv("BETANG_VISITS")) do
    local path, body = line:match("^(%S+) (.*)$")
    table.insert(visits, {path, body})
  end
  next_visit = number * 97
end

-- As the program draws them: UUID v7, the time first. In two parts, because %x takes 32 bits.
local function fresh_id()
  local ms = os.time() * 1000 + math.random(0, 999)
  local time = string.format("%08x-%04x", math.floor(ms / 65536), ms % 65536)
  return time .. string.gsub("-7xxx-8xxx-xxxxxxxxxxxx", "x", function()
    return string.format("%x", math.random(0, 15))
  end)
end

function request()
  next_visit = next_visit + 1
  local visit = visits[next_visit % #visits + 1]
  return wrk.format(nil, visit[1], nil, visit[2] .. "&entry=" .. fresh_id())
end

function response(status) if status ~= 303 then wrong = wrong + 1 end end

function done(summary, latency)
  local bad = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  for _, thread in ipairs(threads) do bad = bad + thread:get("wrong") end
  print(string.format("RESULT %d %d %d %d %d %d", summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(95), latency:percentile(99), bad))
end
