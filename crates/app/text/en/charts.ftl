## Charts: the words in them and the tables below

charts-nothing = No numbers to draw yet.
charts-numbers = Numbers in a table
charts-table-of = Table: { $title }
charts-of-none = cannot be worked out
charts-good = good
charts-enough = fair
charts-less = slipping
charts-poor = poor
charts-unjudged = no status
charts-village = Village
charts-no = No.
charts-counts = Count/of
charts-share = Coverage
charts-interval = 95 % range
charts-value = Value
charts-marked = Mark
charts-status = Status
charts-target = Target population
charts-stands = Place

charts-cumulative = Cumulative
charts-month = This month
charts-before = Last month
charts-trend = Trend
charts-month-short = this month { $value }
charts-before-short = last month { $value }
charts-up = up
charts-down = down
charts-same = same
charts-goal = Target to date { $share }
charts-bars-described = { $count } villages, each a bar of cumulative coverage in percent. The numbers are in the table.
charts-bars-without = The coverage of { $count } of them cannot be worked out.

charts-within = within the usual limits
charts-unusual = beyond the 95 % limits
charts-far = beyond the 99.8 % limits
charts-funnel-rate = Puskesmas { $share }
charts-funnel-warning = 95 % limits
charts-funnel-alarm = 99.8 % limits
charts-funnel-described = { $count } villages around the Puskesmas' coverage of { $rate }: { $unusual } beyond the 95 % limits, { $far } beyond the 99.8 % limits. The numbers are in the table.

charts-of-month = Month
charts-median = median { $value }
charts-missing = no data
charts-shift = shift
charts-run-trend = trend
charts-shift-up = Shifted above the median: { $from } to { $to }
charts-shift-down = Shifted below the median: { $from } to { $to }
charts-trend-up = Rising all the time: { $from } to { $to }
charts-trend-down = Falling all the time: { $from } to { $to }
charts-run-described = { $count } months with data, median { $median }. The numbers are in the table.

charts-until = Until
charts-days = Days
charts-usual = usually { $days } days
charts-limits = usual limits { $low } to { $high } days
charts-trial-limits = limits for trial { $low } to { $high } days
charts-sooner = sooner than usual
charts-later = later than usual
charts-between-described = { $count } intervals, usually { $days } days: { $sooner } sooner and { $later } later than usual. The numbers are in the table.

charts-signed = signing
charts-side = Time
charts-before-signing = before
charts-after-signing = after
charts-side-before = before: { $sum }
charts-side-after = after: { $sum }
charts-some-of = { $n } of { $of }
charts-month-share = coverage of one month
charts-few = month with fewer than { $few }
charts-columns = { $counted } and, filled, those achieved

charts-map-described = { $count } villages on the map, { $without } without a known place. Numbers and travel times are in the table.
charts-river = river, only a line from village to village
charts-north = N
charts-unplaced = Place not known: { $villages }
charts-low-water = Low water
charts-high-water = High water
