"""The plain calculation of the kind of workbook 'plan', as `make generated` writes it out of its definition: not to be edited."""

from xl_grc.values import as_text as as_text
from bisect import bisect_left as bisect_left
from bisect import bisect_right as bisect_right
from xl_grc.functions.rounding import ceiling_as_sheets as ceiling
from xl_grc.tables.runtime.strict import fail as fail
from xl_grc.tables.runtime import fast as fast
from xl_grc.tables.runtime.rules import folded as folded
from xl_grc.tables.runtime.rules import latest as latest
from xl_grc.tables.runtime.rules import leading_number as leading_number
from xl_grc.tables.runtime.rules import month_number as month_number
from xl_grc.tables.runtime.rules import next_month as next_month
from xl_grc.tables.runtime.rules import nth as nth
from xl_grc.functions.rounding import round_as_sheets as rounded
from xl_grc.tables.runtime import rules as rules
from xl_grc.tables.runtime.rules import sign as sign
from xl_grc.tables.runtime.rules import trimmed as trimmed
from xl_grc.tables.runtime.rules import two_decimals as two_decimals
from xl_grc.tables.runtime.rules import year_later as year_later
from xl_grc.tables.runtime.rules import year_of_month as year_of_month


def calculate(columns, names):
    Actions_status = columns['Actions.status']
    r0 = rules.folded_column(Actions_status)
    Returns_no = columns['Returns.no']
    r1 = fast.all_different(Returns_no)
    Returns_buyers = columns['Returns.buyers']
    r2 = fast.kept(Returns_buyers, 'number', None)
    Returns_price = columns['Returns.price']
    r3 = fast.kept(Returns_price, 'number', None)
    r4 = fast.all_kept(r2, r3)
    r5 = fast.counts(Returns_no, r1, r4)
    r6 = fast.positions(Returns_no)
    Actions_no = columns['Actions.no']
    r7 = fast.aligned(Returns_buyers, Returns_no, r6, Actions_no)
    r8 = fast.aligned(Returns_price, Returns_no, r6, Actions_no)
    Actions_action = columns['Actions.action']
    Actions_revenue = columns['Actions.revenue']
    Actions_effective_revenue = columns['Actions.effective_revenue'] = [((Returns_buyers_of_no*Returns_price_of_no if r5.get(no, 0)>0 else ('' if (revenue == '') else revenue)) if ((action != '') and (no != '') and (not (status_folded == 'abandoned'))) else '') for action, no, revenue, status_folded, Returns_buyers_of_no, Returns_price_of_no in zip(Actions_action, Actions_no, Actions_revenue, r0, r7, r8, strict=True)]
    Tracking_action = columns['Tracking.action']
    Tracking_no = columns['Tracking.no'] = [(leading_number(action) if (action != '') else '') for action in Tracking_action]
    Actions_label = columns['Actions.label'] = [(('' if (no == '') else as_text(no)+' - '+as_text(action)) if (action != '') else '') for action, no in zip(Actions_action, Actions_no, strict=True)]
    Costs_action = columns['Costs.action']
    Costs_no = columns['Costs.no'] = [(leading_number(action) if (action != '') else '') for action in Costs_action]
    r9 = fast.positions(Actions_no)
    Schedule_no = columns['Schedule.no']
    r10 = fast.aligned(Actions_action, Actions_no, r9, Schedule_no)
    Schedule_action = columns['Schedule.action'] = [(('' if (Actions_action_of_no == '') else Actions_action_of_no) if (no in r9) else '') for no, Actions_action_of_no in zip(Schedule_no, r10, strict=True)]
    Budget_month = columns['Budget.month']
    r11 = fast.smallest(Budget_month)
    names['MonthsOver'] = (month_number(names['AsOf'])-month_number(r11) if (names['AsOf'] != '') else 0)
    r12 = fast.aligned(Actions_action, Actions_no, r9, Returns_no)
    Returns_action = columns['Returns.action'] = [(('' if (Actions_action_of_no == '') else Actions_action_of_no) if (no in r9) else '') for no, Actions_action_of_no in zip(Returns_no, r12, strict=True)]
    Tracking_date = columns['Tracking.date']
    Tracking_expenses = columns['Tracking.expenses']
    r13 = fast.by_bound(Tracking_expenses, Tracking_date)
    Budget_actual_expenses = columns['Budget.actual_expenses'] = [(('' if (names['AsOf'] == '') else (sum(r13.amounts[bisect_left(r13.bounds, month):bisect_left(r13.bounds, next_month(month))]) if month<=names['AsOf'] else '')) if (month != '') else '') for month in Budget_month]
    Tracking_revenue = columns['Tracking.revenue']
    r14 = fast.by_bound(Tracking_revenue, Tracking_date)
    Budget_actual_revenue = columns['Budget.actual_revenue'] = [(('' if (names['AsOf'] == '') else (sum(r14.amounts[bisect_left(r14.bounds, month):bisect_left(r14.bounds, next_month(month))]) if month<=names['AsOf'] else '')) if (month != '') else '') for month in Budget_month]
    Types_value = columns['Types.value']
    ByType_place = columns['ByType.place']
    ByType_type = columns['ByType.type'] = [('' if (place == '') else nth(Types_value, place)) for place in ByType_place]
    r15 = as_text(names['Currency'])
    names['AmountsIn_objectives'] = ('' if (names['Currency'] == '') else 'Amounts excl. VAT in'+' '+r15)
    names['AmountsIn_plan'] = ('' if (names['Currency'] == '') else 'Amounts excl. VAT in'+' '+r15)
    names['AmountsIn_schedule'] = ('' if (names['Currency'] == '') else 'Amounts excl. VAT in'+' '+r15)
    names['AmountsIn_costs'] = ('' if (names['Currency'] == '') else 'Amounts excl. VAT in'+' '+r15)
    names['AmountsIn_returns'] = ('' if (names['Currency'] == '') else 'Amounts excl. VAT in'+' '+r15)
    names['AmountsIn_tracking'] = ('' if (names['Currency'] == '') else 'Amounts excl. VAT in'+' '+r15)
    names['AmountsIn_budget'] = ('' if (names['Currency'] == '') else 'Amounts excl. VAT in'+' '+r15)
    names['AmountsIn_simulation'] = ('' if (names['Currency'] == '') else 'Amounts excl. VAT in'+' '+r15)
    names['AmountsIn_dashboard'] = ('' if (names['Currency'] == '') else 'Amounts excl. VAT in'+' '+r15)
    r16 = fast.column_total(Tracking_expenses)
    names['ActualExpenses'] = r16
    r17 = fast.column_total(Tracking_revenue)
    names['ActualRevenue'] = r17
    names['MonthYear_1'] = year_of_month(r11, 0)
    names['MonthYear_2'] = year_of_month(r11, 1)
    names['MonthYear_3'] = year_of_month(r11, 2)
    names['MonthYear_4'] = year_of_month(r11, 3)
    names['MonthYear_5'] = year_of_month(r11, 4)
    names['MonthYear_6'] = year_of_month(r11, 5)
    names['MonthYear_7'] = year_of_month(r11, 6)
    names['MonthYear_8'] = year_of_month(r11, 7)
    names['MonthYear_9'] = year_of_month(r11, 8)
    names['MonthYear_10'] = year_of_month(r11, 9)
    names['MonthYear_11'] = year_of_month(r11, 10)
    names['MonthYear_12'] = year_of_month(r11, 11)
    names['ScheduleStart'] = r11
    names['SimulatedNumber'] = (leading_number(names['SimulatedAction']) if (names['SimulatedAction'] != '') else '')
    names['Sim_discount'] = (names['Try_discount'] if (names['Try_discount'] != '') else 0)
    names['Home_Company'] = ('' if (names['Company'] == '') else names['Company'])
    names['Dashboard_Company'] = ('' if (names['Company'] == '') else names['Company'])
    r18 = fast.kept(Actions_action, 'filled', None)
    r19 = fast.kept(r0, 'differs', 'abandoned')
    r20 = fast.all_kept(r18, r19)
    r21 = fast.count(r20)
    names['ActionCount'] = r21
    Objectives_objective = columns['Objectives.objective']
    r22 = fast.kept(Objectives_objective, 'filled', None)
    r23 = fast.count(r22)
    names['ObjectiveCount'] = r23
    r24 = fast.all_different(Schedule_no)
    r25 = fast.counts(Schedule_no, r24, None)
    r26 = [r25.get(key, 0) for key in Actions_no]
    r27 = fast.all_different(r26)
    r28 = fast.counts(r26, r27, r18)
    names['Check_not_scheduled'] = r28.get(0, 0)
    r29 = fast.counts(Returns_no, r1, None)
    r30 = [r29.get(key, 0) for key in Actions_no]
    r31 = fast.all_different(r30)
    r32 = fast.counts(r30, r31, r18)
    names['Check_not_in_returns'] = r32.get(0, 0)
    names['Check_overwritten'] = 0+0+0+0+0+0+0+0+0+0+0
    names['Check_months_outdated'] = ((0 if (r11 == names['PeriodStart'] or month_number(r11) == month_number(names['PeriodStart'])) else 1) if (names['PeriodStart'] != '') else 0)
    r33 = fast.by_bound([1] * len(Tracking_date), Tracking_date)
    r34 = fast.kept(Tracking_expenses, 'number', None)
    r35 = fast.count(r34)
    r36 = fast.kept(Tracking_date, 'number', None)
    r37 = fast.all_kept(r34, r36)
    r38 = fast.count(r37)
    r39 = fast.kept(Tracking_revenue, 'number', None)
    r40 = fast.count(r39)
    r41 = fast.all_kept(r39, r36)
    r42 = fast.count(r41)
    r43 = fast.all_kept(r34, r39)
    r44 = fast.count(r43)
    r45 = fast.all_kept(r34, r39, r36)
    r46 = fast.count(r45)
    names['Check_tracking_outside'] = sum(r33.amounts[:bisect_left(r33.bounds, r11)])+sum(r33.amounts[bisect_left(r33.bounds, year_later(r11)):])+(r35-r38+(r40-r42)-(r44-r46))
    r47 = fast.column_total(Actions_effective_revenue)
    names['TotalRevenue'] = r47
    Actions_short_term = columns['Actions.short_term']
    r48 = fast.kept(Actions_short_term, 'marked', None)
    r49 = fast.total(Actions_effective_revenue, r48)
    names['Revenue_short_term'] = r49
    Actions_medium_term = columns['Actions.medium_term']
    r50 = fast.kept(Actions_medium_term, 'marked', None)
    r51 = fast.total(Actions_effective_revenue, r50)
    names['Revenue_medium_term'] = r51
    Actions_long_term = columns['Actions.long_term']
    r52 = fast.kept(Actions_long_term, 'marked', None)
    r53 = fast.total(Actions_effective_revenue, r52)
    names['Revenue_long_term'] = r53
    r54 = fast.all_different(Tracking_no)
    r55 = fast.counts(Tracking_no, r54, None)
    r56 = fast.totals(Tracking_no, Tracking_expenses, r54, None)
    Actions_actual_expenses = columns['Actions.actual_expenses'] = [((r56.get(no, 0) if r55.get(no, 0)>0 else '') if ((action != '') and (no != '')) else '') for action, no in zip(Actions_action, Actions_no, strict=True)]
    r57 = fast.totals(Tracking_no, Tracking_revenue, r54, None)
    Actions_actual_revenue = columns['Actions.actual_revenue'] = [((r57.get(no, 0) if r55.get(no, 0)>0 else '') if ((action != '') and (no != '')) else '') for action, no in zip(Actions_action, Actions_no, strict=True)]
    Costs_item = columns['Costs.item']
    r58 = rules.folded_column(Costs_item)
    r59 = fast.aligned(Returns_buyers, Returns_no, r6, Costs_no)
    Costs_quantity = columns['Costs.quantity']
    Costs_unit_cost = columns['Costs.unit_cost']
    Costs_amount = columns['Costs.amount'] = [(('' if (unit_cost == '') else quantity*unit_cost) if (quantity != '') else ((('' if ((Returns_buyers_of_no == '') or (unit_cost == '')) else Returns_buyers_of_no*unit_cost) if (no in r6) else '') if (item_folded == 'discount granted (coupon)') else '')) for quantity, unit_cost, no, item_folded, Returns_buyers_of_no in zip(Costs_quantity, Costs_unit_cost, Costs_no, r58, r59, strict=True)]
    r60 = fast.all_different(Actions_no)
    r61 = fast.kept(Actions_action, 'entered', None)
    r62 = fast.counts(Actions_no, r60, r61)
    r63 = [r62.get(key, 0) for key in Costs_no]
    r64 = fast.all_different(r63)
    r65 = fast.kept(Costs_action, 'filled', None)
    r66 = fast.counts(r63, r64, r65)
    r67 = [r62.get(key, 0) for key in Tracking_no]
    r68 = fast.all_different(r67)
    r69 = fast.kept(Tracking_action, 'filled', None)
    r70 = rules.folded_column(Tracking_action)
    r71 = fast.kept(r70, 'differs', 'no action')
    r72 = fast.all_kept(r69, r71)
    r73 = fast.counts(r67, r68, r72)
    r74 = fast.counts(Actions_no, r60, None)
    r75 = [r74.get(key, 0) for key in Schedule_no]
    r76 = fast.all_different(r75)
    r77 = fast.kept(Schedule_no, 'filled', None)
    r78 = fast.counts(r75, r76, r77)
    r79 = [r74.get(key, 0) for key in Returns_no]
    r80 = fast.all_different(r79)
    r81 = fast.kept(Returns_no, 'filled', None)
    r82 = fast.counts(r79, r80, r81)
    names['Check_orphans'] = r66.get(0, 0)+r73.get(0, 0)+r78.get(0, 0)+r82.get(0, 0)
    Actions_owner = columns['Actions.owner']
    r83 = fast.aligned(Actions_owner, Actions_no, r9, Schedule_no)
    Schedule_owner = columns['Schedule.owner'] = [(('' if (Actions_owner_of_no == '') else Actions_owner_of_no) if (action != '') else '') for action, Actions_owner_of_no in zip(Schedule_action, r83, strict=True)]
    Schedule_month_1 = columns['Schedule.month_1']
    Schedule_month_2 = columns['Schedule.month_2']
    Schedule_month_3 = columns['Schedule.month_3']
    Schedule_month_4 = columns['Schedule.month_4']
    Schedule_month_5 = columns['Schedule.month_5']
    Schedule_month_6 = columns['Schedule.month_6']
    Schedule_month_7 = columns['Schedule.month_7']
    Schedule_month_8 = columns['Schedule.month_8']
    Schedule_month_9 = columns['Schedule.month_9']
    Schedule_month_10 = columns['Schedule.month_10']
    Schedule_month_11 = columns['Schedule.month_11']
    Schedule_month_12 = columns['Schedule.month_12']
    r84 = fast.marks(Schedule_month_1, Schedule_month_2, Schedule_month_3, Schedule_month_4, Schedule_month_5, Schedule_month_6, Schedule_month_7, Schedule_month_8, Schedule_month_9, Schedule_month_10, Schedule_month_11, Schedule_month_12)
    r85 = fast.marks_of_rows(r84, 12, len(Schedule_month_1))
    Schedule_months = columns['Schedule.months'] = [(marks_r85 if (action != '') else '') for action, marks_r85 in zip(Schedule_action, r85, strict=True)]
    r86 = fast.aligned(Actions_status, Actions_no, r9, Schedule_no)
    Schedule_status = columns['Schedule.status'] = [(('' if (Actions_status_of_no == '') else Actions_status_of_no) if (action != '') else '') for action, Actions_status_of_no in zip(Schedule_action, r86, strict=True)]
    r87 = fast.marks_of_rows(r84, names['MonthsOver'], len(Schedule_month_1))
    Schedule_months_over = columns['Schedule.months_over'] = [(marks_r87 if (action != '') else '') for action, marks_r87 in zip(Schedule_action, r87, strict=True)]
    Returns_margin_rate = columns['Returns.margin_rate']
    Returns_unit_cost_price = columns['Returns.unit_cost_price']
    Returns_effective_rate = columns['Returns.effective_rate'] = [((margin_rate if (margin_rate != '') else (('' if (price == 0) else (price-unit_cost_price)/price) if ((unit_cost_price != '') and (price != '')) else ('' if (names['DefaultMarginRate'] == '') else names['DefaultMarginRate']))) if (action != '') else '') for action, margin_rate, unit_cost_price, price in zip(Returns_action, Returns_margin_rate, Returns_unit_cost_price, Returns_price, strict=True)]
    r88 = fast.aligned(Actions_status, Actions_no, r9, Returns_no)
    r89 = rules.folded_column(r88)
    Returns_contacts = columns['Returns.contacts']
    Returns_conversion_rate = columns['Returns.conversion_rate'] = [(('' if (Actions_status_of_no_folded == 'abandoned') else ('' if ((buyers == '') or (contacts == '') or (contacts == 0)) else buyers/contacts)) if (action != '') else '') for action, buyers, contacts, Actions_status_of_no_folded in zip(Returns_action, Returns_buyers, Returns_contacts, r89, strict=True)]
    r90 = fast.aligned(Actions_effective_revenue, Actions_no, r9, Returns_no)
    Returns_revenue = columns['Returns.revenue'] = [(('' if (Actions_effective_revenue_of_no == '') else Actions_effective_revenue_of_no) if (action != '') else '') for action, Actions_effective_revenue_of_no in zip(Returns_action, r90, strict=True)]
    r91 = fast.by_bound(Budget_actual_expenses, Budget_month)
    names['ActualExpensesToDate'] = sum(r91.amounts[:bisect_right(r91.bounds, names['AsOf'])])
    Budget_actual_balance = columns['Budget.actual_balance'] = [('' if ((actual_revenue == '') or (actual_expenses == '')) else actual_revenue-actual_expenses) for actual_revenue, actual_expenses in zip(Budget_actual_revenue, Budget_actual_expenses, strict=True)]
    r92 = fast.by_bound(Budget_actual_revenue, Budget_month)
    names['ActualRevenueToDate'] = sum(r92.amounts[:bisect_right(r92.bounds, names['AsOf'])])
    Actions_type = columns['Actions.type']
    r93 = rules.folded_column(Actions_type)
    r94 = rules.folded_column(ByType_type)
    r95 = fast.all_different(r93)
    r96 = fast.totals(r93, Actions_effective_revenue, r95, None)
    ByType_revenue = columns['ByType.revenue'] = [(r96.get(type_folded, 0) if (type != '') else '') for type, type_folded in zip(ByType_type, r94, strict=True)]
    names['Home_ActualExpenses'] = names['ActualExpenses']
    names['Home_ActualRevenue'] = names['ActualRevenue']
    names['Plan_contacts'] = (('' if (Returns_contacts[r6[names['SimulatedNumber']]] == '') else Returns_contacts[r6[names['SimulatedNumber']]]) if (names['SimulatedNumber'] in r6) else '')
    names['Plan_buyers'] = (('' if (Returns_buyers[r6[names['SimulatedNumber']]] == '') else Returns_buyers[r6[names['SimulatedNumber']]]) if (names['SimulatedNumber'] in r6) else '')
    names['Plan_price'] = (('' if (Returns_price[r6[names['SimulatedNumber']]] == '') else Returns_price[r6[names['SimulatedNumber']]]) if (names['SimulatedNumber'] in r6) else '')
    r97 = as_text(names['Check_not_scheduled'])
    names['Light_not_scheduled'] = ('To see'+' ('+r97+')' if names['Check_not_scheduled']>0 else 'OK')
    r98 = as_text(names['Check_not_in_returns'])
    names['Light_not_in_returns'] = ('To see'+' ('+r98+')' if names['Check_not_in_returns']>0 else 'OK')
    r99 = as_text(names['Check_overwritten'])
    names['Light_overwritten'] = ('To see'+' ('+r99+')' if names['Check_overwritten']>0 else 'OK')
    r100 = as_text(names['Check_months_outdated'])
    names['Light_months_outdated'] = ('To see'+' ('+r100+')' if names['Check_months_outdated']>0 else 'OK')
    r101 = as_text(names['Check_tracking_outside'])
    names['Light_tracking_outside'] = ('To see'+' ('+r101+')' if names['Check_tracking_outside']>0 else 'OK')
    names['Home_TotalRevenue'] = names['TotalRevenue']
    names['Dashboard_TotalRevenue'] = names['TotalRevenue']
    r102 = fast.all_kept(r48, r50)
    r103 = fast.total(Actions_effective_revenue, r102)
    r104 = fast.all_kept(r48, r52)
    r105 = fast.total(Actions_effective_revenue, r104)
    r106 = fast.all_kept(r50, r52)
    r107 = fast.total(Actions_effective_revenue, r106)
    r108 = fast.all_kept(r48, r50, r52)
    r109 = fast.total(Actions_effective_revenue, r108)
    names['Revenue_no_horizon'] = rounded(names['TotalRevenue']-r49-r51-r53+r103+r105+r107-r109, 2)
    r110 = fast.all_different(Costs_no)
    r111 = fast.kept(Costs_amount, 'number', None)
    r112 = fast.counts(Costs_no, r110, r111)
    r113 = fast.totals(Costs_no, Costs_amount, r110, None)
    Actions_expenses = columns['Actions.expenses']
    Actions_effective_expenses = columns['Actions.effective_expenses'] = [((r113.get(no, 0) if r112.get(no, 0)>0 else ('' if (expenses == '') else expenses)) if ((action != '') and (no != '') and (not (status_folded == 'abandoned'))) else '') for action, no, expenses, status_folded in zip(Actions_action, Actions_no, Actions_expenses, r0, strict=True)]
    r114 = as_text(names['Check_orphans'])
    names['Light_orphans'] = ('To see'+' ('+r114+')' if names['Check_orphans']>0 else 'OK')
    r115 = fast.aligned(Actions_effective_revenue, Actions_no, r9, Schedule_no)
    Schedule_revenue_per_month = columns['Schedule.revenue_per_month'] = [(('' if ((Actions_effective_revenue_of_no == '') or (months == '') or (months == 0)) else Actions_effective_revenue_of_no/months) if (action != '') else '') for action, months, Actions_effective_revenue_of_no in zip(Schedule_action, Schedule_months, r115, strict=True)]
    r116 = fast.totals_along(Schedule_months, Schedule_no, Actions_no)
    r117 = fast.all_different(r116)
    r118 = fast.totals(r116, Actions_effective_revenue, r117, None)
    names['UnscheduledRevenue'] = r118.get(0, 0)
    r119 = rules.folded_column(Schedule_status)
    r120 = fast.marks_of_rows(r84, names['MonthsOver']+1, len(Schedule_month_1))
    Schedule_situation = columns['Schedule.situation'] = [((('' if ((status_folded == 'done') or (status_folded == 'abandoned')) else (('Late' if ((status == '') or (status_folded == 'to do')) else ('Late' if months_over>=months else ('This month' if marks_r120>months_over else 'To come'))) if months_over>0 else ('This month' if marks_r120>months_over else 'To come'))) if months>0 else '') if ((months != '') and (months_over != '')) else '') for months, months_over, status, status_folded, marks_r120 in zip(Schedule_months, Schedule_months_over, Schedule_status, r119, r120, strict=True)]
    Objectives_measure = columns['Objectives.measure']
    r121 = rules.folded_column(Objectives_measure)
    Actions_objective = columns['Actions.objective']
    r122 = rules.folded_column(Actions_objective)
    r123 = rules.folded_column(Objectives_objective)
    r124 = fast.all_different(r122)
    r125 = fast.kept(Actions_actual_revenue, 'filled', None)
    r126 = fast.counts(r122, r124, r125)
    r127 = fast.totals(r122, Actions_actual_revenue, r124, None)
    r128 = fast.kept(Returns_effective_rate, 'number', None)
    r129 = fast.counts(Returns_no, r1, r128)
    r130 = [r129.get(key, 0) for key in Actions_no]
    r131 = fast.totals(r122, r130, r124, r125)
    r132 = fast.totals_along(Returns_effective_rate, Returns_no, Actions_no)
    r133 = fast.totals(r122, fast.products(Actions_actual_revenue, r132), r124, None)
    Tracking_buyers = columns['Tracking.buyers']
    r134 = fast.totals_along(Tracking_buyers, Tracking_no, Actions_no)
    r135 = fast.totals(r122, r134, r124, None)
    Tracking_contacts = columns['Tracking.contacts']
    r136 = fast.totals_along(Tracking_contacts, Tracking_no, Actions_no)
    r137 = fast.totals(r122, r136, r124, None)
    Objectives_entered_actual = columns['Objectives.entered_actual']
    Objectives_actual = columns['Objectives.actual'] = [(((r127.get(objective_folded, 0) if r126.get(objective_folded, 0)>0 else '') if ((measure == '') or (measure_folded == 'revenue')) else ((r133.get(objective_folded, 0) if r131.get(objective_folded, 0)>0 else '') if (measure_folded == 'margin') else ((r135.get(objective_folded, 0) if r126.get(objective_folded, 0)>0 else '') if (measure_folded == 'buyers') else ((r137.get(objective_folded, 0) if r126.get(objective_folded, 0)>0 else '') if (measure_folded == 'contacts') else (('' if (entered_actual == '') else entered_actual) if (measure_folded == 'other') else ''))))) if (objective != '') else '') for objective, measure, entered_actual, measure_folded, objective_folded in zip(Objectives_objective, Objectives_measure, Objectives_entered_actual, r121, r123, strict=True)]
    names['Plan_margin_rate'] = (('' if (Returns_effective_rate[r6[names['SimulatedNumber']]] == '') else Returns_effective_rate[r6[names['SimulatedNumber']]]) if (names['SimulatedNumber'] in r6) else '')
    Returns_margin = columns['Returns.margin'] = [('' if ((revenue == '') or (effective_rate == '')) else revenue*effective_rate) for revenue, effective_rate in zip(Returns_revenue, Returns_effective_rate, strict=True)]
    names['Dashboard_ActualExpensesToDate'] = names['ActualExpensesToDate']
    r138 = fast.by_bound(Budget_actual_balance, Budget_month)
    Budget_actual_cumulative = columns['Budget.actual_cumulative'] = [(sum(r138.amounts[:bisect_right(r138.bounds, month)]) if (actual_balance != '') else '') for actual_balance, month in zip(Budget_actual_balance, Budget_month, strict=True)]
    names['Dashboard_ActualRevenueToDate'] = names['ActualRevenueToDate']
    r139 = fast.column_total(ByType_revenue)
    names['OtherTypes_revenue'] = names['TotalRevenue']-r139
    names['Sim_contacts'] = (names['Try_contacts'] if (names['Try_contacts'] != '') else ('' if (names['Plan_contacts'] == '') else names['Plan_contacts']))
    names['Sim_buyers'] = (names['Try_buyers'] if (names['Try_buyers'] != '') else ('' if (names['Plan_buyers'] == '') else names['Plan_buyers']))
    names['Sim_price'] = (names['Try_price'] if (names['Try_price'] != '') else ('' if (names['Plan_price'] == '') else names['Plan_price']))
    r140 = rules.folded_column(Actions_action)
    r141 = fast.all_different(r140)
    r142 = fast.counts(r140, r141, None)
    r143 = fast.all_different(r123)
    r144 = fast.counts(r123, r143, None)
    r145 = fast.totals(Schedule_no, Schedule_months, r24, None)
    r146 = fast.totals(Returns_no, Returns_contacts, r1, None)
    r147 = fast.totals(Returns_no, Returns_buyers, r1, None)
    Actions_remarks = columns['Actions.remarks'] = [(trimmed(('Number used twice.'+' ' if r74.get(no, 0)>1 else '')+('Action written twice.'+' ' if r142.get(action_folded, 0)>1 else '')+(('Unknown objective.'+' ' if r144.get(objective_folded, 0)<1 else '') if (objective != '') else '')+('No owner.'+' ' if (owner == '') else '')+('No month.'+' ' if r145.get(no, 0)<1 else '')+((('Expenses other than typed.'+' ' if (not (expenses == effective_expenses or rounded(expenses, 2) == rounded(effective_expenses, 2))) else '') if (effective_expenses != '') else '') if (expenses != '') else '')+((('Revenue other than typed.'+' ' if (not (revenue == effective_revenue or rounded(revenue, 2) == rounded(effective_revenue, 2))) else '') if (effective_revenue != '') else '') if (revenue != '') else '')+(('More buyers than contacts.'+' ' if r147.get(no, 0)>r146.get(no, 0) else '') if r146.get(no, 0)>0 else '')) if ((action != '') and (no != '') and (not (status_folded == 'abandoned'))) else '') for action, no, objective, owner, expenses, effective_expenses, revenue, effective_revenue, status_folded, action_folded, objective_folded in zip(Actions_action, Actions_no, Actions_objective, Actions_owner, Actions_expenses, Actions_effective_expenses, Actions_revenue, Actions_effective_revenue, r0, r140, r122, strict=True)]
    r148 = fast.aligned(Actions_effective_expenses, Actions_no, r9, Schedule_no)
    Schedule_expenses_per_month = columns['Schedule.expenses_per_month'] = [(('' if ((Actions_effective_expenses_of_no == '') or (months == '') or (months == 0)) else Actions_effective_expenses_of_no/months) if (action != '') else '') for action, months, Actions_effective_expenses_of_no in zip(Schedule_action, Schedule_months, r148, strict=True)]
    r149 = fast.aligned(Actions_effective_expenses, Actions_no, r9, Returns_no)
    Returns_cost = columns['Returns.cost'] = [(('' if (Actions_effective_expenses_of_no == '') else Actions_effective_expenses_of_no) if (action != '') else '') for action, Actions_effective_expenses_of_no in zip(Returns_action, r149, strict=True)]
    r150 = fast.totals(r93, Actions_effective_expenses, r95, None)
    ByType_expenses = columns['ByType.expenses'] = [(r150.get(type_folded, 0) if (type != '') else '') for type, type_folded in zip(ByType_type, r94, strict=True)]
    r151 = fast.column_total(Actions_effective_expenses)
    names['TotalExpenses'] = r151
    r152 = fast.totals(r116, Actions_effective_expenses, r117, None)
    names['UnscheduledExpenses'] = r152.get(0, 0)
    r153 = fast.total(Actions_effective_expenses, r48)
    names['Expenses_short_term'] = r153
    r154 = fast.total(Actions_effective_expenses, r50)
    names['Expenses_medium_term'] = r154
    r155 = fast.total(Actions_effective_expenses, r52)
    names['Expenses_long_term'] = r155
    r156 = fast.marked_totals(Schedule_revenue_per_month, r84)
    Budget_planned_revenue = columns['Budget.planned_revenue'] = [(r156[int(month_number(month)-month_number(r11)+1) - 1] if (month != '') else '') for month in Budget_month]
    names['Dashboard_UnscheduledRevenue'] = names['UnscheduledRevenue']
    Objectives_target = columns['Objectives.target']
    Objectives_actual_attainment = columns['Objectives.actual_attainment'] = [('' if ((actual == '') or (target == '') or (target == 0)) else actual/target) for actual, target in zip(Objectives_actual, Objectives_target, strict=True)]
    names['Sim_margin_rate'] = (names['Try_margin_rate'] if (names['Try_margin_rate'] != '') else ('' if (names['Plan_margin_rate'] == '') else names['Plan_margin_rate']))
    r157 = fast.totals(r122, Actions_effective_revenue, r124, None)
    r158 = fast.kept(Returns_margin, 'number', None)
    r159 = fast.counts(Returns_no, r1, r158)
    r160 = [r159.get(key, 0) for key in Actions_no]
    r161 = fast.totals(r122, r160, r124, r20)
    r162 = fast.totals_along(Returns_margin, Returns_no, Actions_no)
    r163 = fast.totals(r122, r162, r124, r20)
    r164 = fast.totals_along(Returns_buyers, Returns_no, Actions_no)
    r165 = fast.totals(r122, r164, r124, r20)
    r166 = fast.totals_along(Returns_contacts, Returns_no, Actions_no)
    r167 = fast.totals(r122, r166, r124, r20)
    Objectives_planned = columns['Objectives.planned'] = [((r157.get(objective_folded, 0) if ((measure == '') or (measure_folded == 'revenue')) else ((r163.get(objective_folded, 0) if r161.get(objective_folded, 0)>0 else '') if (measure_folded == 'margin') else (r165.get(objective_folded, 0) if (measure_folded == 'buyers') else (r167.get(objective_folded, 0) if (measure_folded == 'contacts') else '')))) if (objective != '') else '') for objective, measure, measure_folded, objective_folded in zip(Objectives_objective, Objectives_measure, r121, r123, strict=True)]
    r168 = fast.aligned(Returns_margin, Returns_no, r6, Schedule_no)
    Schedule_margin_per_month = columns['Schedule.margin_per_month'] = [((('' if ((Returns_margin_of_no == '') or (months == '') or (months == 0)) else Returns_margin_of_no/months) if (no in r6) else '') if (action != '') else '') for action, no, months, Returns_margin_of_no in zip(Schedule_action, Schedule_no, Schedule_months, r168, strict=True)]
    r169 = fast.column_total(Returns_margin)
    names['TotalMargin'] = r169
    names['Sim_conversion'] = ('' if ((names['Sim_buyers'] == '') or (names['Sim_contacts'] == '') or (names['Sim_contacts'] == 0)) else names['Sim_buyers']/names['Sim_contacts'])
    names['Sim_net_price'] = ('' if (names['Sim_price'] == '') else names['Sim_price']-names['Sim_price']*names['Sim_discount'])
    r170 = fast.kept(Actions_remarks, 'contains', 'Number used twice.')
    r171 = fast.count(r170)
    r172 = fast.kept(Actions_remarks, 'contains', 'Action written twice.')
    r173 = fast.count(r172)
    names['Check_twice'] = r171+r173
    r174 = fast.kept(Actions_remarks, 'contains', 'Unknown objective.')
    r175 = fast.count(r174)
    names['Check_objective_unknown'] = r175
    r176 = fast.kept(Actions_remarks, 'contains', 'No owner.')
    r177 = fast.count(r176)
    names['Check_no_owner'] = r177
    r178 = fast.kept(Actions_remarks, 'contains', 'No month.')
    r179 = fast.count(r178)
    names['Check_no_month'] = r179
    r180 = fast.kept(Actions_remarks, 'contains', 'Expenses other than typed.')
    r181 = fast.count(r180)
    r182 = fast.kept(Actions_remarks, 'contains', 'Revenue other than typed.')
    r183 = fast.count(r182)
    names['Check_differs'] = r181+r183
    r184 = fast.kept(Actions_remarks, 'contains', 'More buyers than contacts.')
    r185 = fast.count(r184)
    names['Check_more_buyers'] = r185
    r186 = fast.marked_totals(Schedule_expenses_per_month, r84)
    Budget_planned_expenses = columns['Budget.planned_expenses'] = [(r186[int(month_number(month)-month_number(r11)+1) - 1] if (month != '') else '') for month in Budget_month]
    Returns_contact_cost = columns['Returns.contact_cost'] = [('' if ((cost == '') or (contacts == '') or (contacts == 0)) else cost/contacts) for cost, contacts in zip(Returns_cost, Returns_contacts, strict=True)]
    Returns_gross_gain = columns['Returns.gross_gain'] = [('' if ((revenue == '') or (cost == '')) else revenue-cost) for revenue, cost in zip(Returns_revenue, Returns_cost, strict=True)]
    Returns_margin_result = columns['Returns.margin_result'] = [('' if ((revenue == '') or (effective_rate == '') or (cost == '')) else revenue*effective_rate-cost) for revenue, effective_rate, cost in zip(Returns_revenue, Returns_effective_rate, Returns_cost, strict=True)]
    Returns_roi = columns['Returns.roi'] = [('' if ((margin == '') or (cost == '') or (cost == 0)) else margin/cost) for margin, cost in zip(Returns_margin, Returns_cost, strict=True)]
    Returns_breakeven_units = columns['Returns.breakeven_units'] = [((('' if ((cost == '') or (price == '') or (effective_rate == 0) or (price == 0)) else ceiling(cost/effective_rate/price)) if effective_rate>0 else '') if (effective_rate != '') else '') for effective_rate, cost, price in zip(Returns_effective_rate, Returns_cost, Returns_price, strict=True)]
    Returns_breakeven_rate = columns['Returns.breakeven_rate'] = [((('' if ((cost == '') or (contacts == '') or (price == '')) else ('' if (contacts*price*effective_rate == 0) else cost/(contacts*price*effective_rate))) if effective_rate>0 else '') if (effective_rate != '') else '') for effective_rate, cost, contacts, price in zip(Returns_effective_rate, Returns_cost, Returns_contacts, Returns_price, strict=True)]
    r187 = fast.total(Returns_cost, r158)
    names['TotalCost'] = r187
    names['Plan_cost'] = (('' if (Returns_cost[r6[names['SimulatedNumber']]] == '') else Returns_cost[r6[names['SimulatedNumber']]]) if (names['SimulatedNumber'] in r6) else '')
    names['NetResult'] = names['TotalRevenue']-names['TotalExpenses']
    names['Home_TotalExpenses'] = names['TotalExpenses']
    names['Dashboard_TotalExpenses'] = names['TotalExpenses']
    r188 = fast.total(Actions_effective_expenses, r102)
    r189 = fast.total(Actions_effective_expenses, r104)
    r190 = fast.total(Actions_effective_expenses, r106)
    r191 = fast.total(Actions_effective_expenses, r108)
    names['Expenses_no_horizon'] = rounded(names['TotalExpenses']-r153-r154-r155+r188+r189+r190-r191, 2)
    r192 = fast.column_total(ByType_expenses)
    names['OtherTypes_expenses'] = names['TotalExpenses']-r192
    names['Dashboard_UnscheduledExpenses'] = names['UnscheduledExpenses']
    Budget_revenue_variance = columns['Budget.revenue_variance'] = [('' if ((actual_revenue == '') or (planned_revenue == '')) else actual_revenue-planned_revenue) for actual_revenue, planned_revenue in zip(Budget_actual_revenue, Budget_planned_revenue, strict=True)]
    r193 = fast.by_bound(Budget_planned_revenue, Budget_month)
    names['PlannedRevenueToDate'] = sum(r193.amounts[:bisect_right(r193.bounds, names['AsOf'])])
    names['Sim_unit_margin'] = ('' if ((names['Sim_price'] == '') or (names['Sim_margin_rate'] == '')) else names['Sim_price']*names['Sim_margin_rate']-names['Sim_price']*names['Sim_discount'])
    names['Sim_markup'] = ('' if (names['Sim_margin_rate'] == '') else ('' if (1-names['Sim_margin_rate'] == 0) else names['Sim_margin_rate']/(1-names['Sim_margin_rate'])))
    names['Sim_uplift'] = ('' if (names['Sim_margin_rate'] == '') else ((fail('#NUM!') if names['Sim_discount']>names['Sim_margin_rate'] else ('' if (names['Sim_margin_rate']-names['Sim_discount'] == 0) else names['Sim_discount']/(names['Sim_margin_rate']-names['Sim_discount']))) if names['Sim_discount']<names['Sim_margin_rate'] else ''))
    Objectives_planned_attainment = columns['Objectives.planned_attainment'] = [('' if ((planned == '') or (target == '') or (target == 0)) else planned/target) for planned, target in zip(Objectives_planned, Objectives_target, strict=True)]
    Objectives_status = columns['Objectives.status'] = [((('Reached' if rounded(actual, 2)>=rounded(target, 2) else (('Covered' if rounded(planned, 2)>=rounded(target, 2) else 'Short') if (planned != '') else 'Short')) if (actual != '') else (('Covered' if rounded(planned, 2)>=rounded(target, 2) else 'Short') if (planned != '') else ('' if (measure_folded == 'margin') else 'Short'))) if ((objective != '') and (target != '')) else '') for objective, target, actual, planned, measure_folded in zip(Objectives_objective, Objectives_target, Objectives_actual, Objectives_planned, r121, strict=True)]
    r194 = fast.marked_totals(Schedule_margin_per_month, r84)
    Budget_planned_margin = columns['Budget.planned_margin'] = [(r194[int(month_number(month)-month_number(r11)+1) - 1] if (month != '') else '') for month in Budget_month]
    SensitivityPrice_factor = columns['SensitivityPrice.factor']
    SensitivityPrice_conversion = columns['SensitivityPrice.conversion'] = [('' if ((names['Sim_conversion'] == '') or (factor == '')) else names['Sim_conversion']*factor) for factor in SensitivityPrice_factor]
    SensitivityCost_factor = columns['SensitivityCost.factor']
    SensitivityCost_conversion = columns['SensitivityCost.conversion'] = [('' if ((names['Sim_conversion'] == '') or (factor == '')) else names['Sim_conversion']*factor) for factor in SensitivityCost_factor]
    names['Sim_revenue'] = ('' if ((names['Sim_buyers'] == '') or (names['Sim_net_price'] == '')) else names['Sim_buyers']*names['Sim_net_price'])
    r195 = as_text(names['Check_twice'])
    names['Light_twice'] = ('To see'+' ('+r195+')' if names['Check_twice']>0 else 'OK')
    r196 = as_text(names['Check_objective_unknown'])
    names['Light_objective_unknown'] = ('To see'+' ('+r196+')' if names['Check_objective_unknown']>0 else 'OK')
    r197 = as_text(names['Check_no_owner'])
    names['Light_no_owner'] = ('To see'+' ('+r197+')' if names['Check_no_owner']>0 else 'OK')
    r198 = as_text(names['Check_no_month'])
    names['Light_no_month'] = ('To see'+' ('+r198+')' if names['Check_no_month']>0 else 'OK')
    r199 = as_text(names['Check_differs'])
    names['Light_differs'] = ('To see'+' ('+r199+')' if names['Check_differs']>0 else 'OK')
    r200 = as_text(names['Check_more_buyers'])
    names['Light_more_buyers'] = ('To see'+' ('+r200+')' if names['Check_more_buyers']>0 else 'OK')
    Budget_expense_variance = columns['Budget.expense_variance'] = [('' if ((actual_expenses == '') or (planned_expenses == '')) else actual_expenses-planned_expenses) for actual_expenses, planned_expenses in zip(Budget_actual_expenses, Budget_planned_expenses, strict=True)]
    Budget_planned_balance = columns['Budget.planned_balance'] = [('' if ((planned_revenue == '') or (planned_expenses == '')) else planned_revenue-planned_expenses) for planned_revenue, planned_expenses in zip(Budget_planned_revenue, Budget_planned_expenses, strict=True)]
    r201 = fast.by_bound(Budget_planned_expenses, Budget_month)
    names['PlannedExpensesToDate'] = sum(r201.amounts[:bisect_right(r201.bounds, names['AsOf'])])
    r202 = fast.column_total(Budget_planned_expenses)
    r203 = fast.column_total(Budget_planned_revenue)
    names['Check_months_differ'] = (1 if ((not (rounded(r202+names['UnscheduledExpenses']-names['TotalExpenses'], 2) == 0)) or (not (rounded(r203+names['UnscheduledRevenue']-names['TotalRevenue'], 2) == 0))) else 0)
    r204 = fast.ranks(Returns_contact_cost, -5e-10)
    Returns_contact_rank = columns['Returns.contact_rank'] = [('' if (contact_cost == '') else rank_contact_cost) for contact_cost, rank_contact_cost in zip(Returns_contact_cost, r204, strict=True)]
    Returns_verdict = columns['Returns.verdict'] = [(('' if (Actions_status_of_no_folded == 'abandoned') else ('To complete' if ((cost == '') or (cost == 0)) else ('No direct revenue' if ((revenue == '') or (revenue == 0)) else ('To complete' if (effective_rate == '') else ('' if (roi == '') else ('Profitable' if rounded(roi, 9)>1 else ('Not profitable' if rounded(roi, 9)<1 else 'Break-even'))))))) if (action != '') else '') for action, cost, revenue, effective_rate, roi, Actions_status_of_no_folded in zip(Returns_action, Returns_cost, Returns_revenue, Returns_effective_rate, Returns_roi, r89, strict=True)]
    r205 = fast.ranks(Returns_roi, 5e-10)
    Returns_roi_rank = columns['Returns.roi_rank'] = [('' if (roi == '') else rank_roi) for roi, rank_roi in zip(Returns_roi, r205, strict=True)]
    Returns_in_words = columns['Returns.in_words'] = [(('1 '+r15+' invested brings '+as_text(two_decimals(roi, '.'))+' '+r15+' of margin' if (names['Currency'] != '') else '') if (roi != '') else '') for roi in Returns_roi]
    names['PlanROI'] = ('' if (names['TotalCost'] == 0) else names['TotalMargin']/names['TotalCost'])
    names['Dashboard_TotalMargin'] = (names['TotalMargin'] if names['TotalCost']>0 else '')
    names['Sim_cost'] = (names['Try_cost'] if (names['Try_cost'] != '') else ('' if (names['Plan_cost'] == '') else names['Plan_cost']))
    names['Home_NetResult'] = names['NetResult']
    names['Dashboard_NetResult'] = names['NetResult']
    Budget_revenue_variance_rate = columns['Budget.revenue_variance_rate'] = [('' if ((revenue_variance == '') or (planned_revenue == '') or (planned_revenue == 0)) else revenue_variance/planned_revenue) for revenue_variance, planned_revenue in zip(Budget_revenue_variance, Budget_planned_revenue, strict=True)]
    names['RevenueVarianceToDate'] = names['ActualRevenueToDate']-names['PlannedRevenueToDate']
    names['Dashboard_PlannedRevenueToDate'] = names['PlannedRevenueToDate']
    names['Sim_margin'] = ('' if ((names['Sim_buyers'] == '') or (names['Sim_unit_margin'] == '')) else names['Sim_buyers']*names['Sim_unit_margin'])
    names['Sim_max_contact_cost'] = ('' if ((names['Sim_conversion'] == '') or (names['Sim_unit_margin'] == '')) else names['Sim_conversion']*names['Sim_unit_margin'])
    names['Sim_margin_from_markup'] = ('' if (names['Sim_markup'] == '') else ('' if (1+names['Sim_markup'] == 0) else names['Sim_markup']/(1+names['Sim_markup'])))
    r206 = fast.by_bound([1] * len(Objectives_planned_attainment), Objectives_planned_attainment)
    names['CoveredCount'] = sum(r206.amounts[bisect_left(r206.bounds, 0.999999999):])
    r207 = fast.by_bound(Budget_planned_margin, Budget_month)
    Budget_margin_cumulative = columns['Budget.margin_cumulative'] = [(sum(r207.amounts[:bisect_right(r207.bounds, month)])-sum(r201.amounts[:bisect_right(r201.bounds, month)]) if (planned_margin != '') else '') for planned_margin, month in zip(Budget_planned_margin, Budget_month, strict=True)]
    Budget_expense_variance_rate = columns['Budget.expense_variance_rate'] = [('' if ((expense_variance == '') or (planned_expenses == '') or (planned_expenses == 0)) else expense_variance/planned_expenses) for expense_variance, planned_expenses in zip(Budget_expense_variance, Budget_planned_expenses, strict=True)]
    r208 = fast.by_bound(Budget_planned_balance, Budget_month)
    Budget_planned_cumulative = columns['Budget.planned_cumulative'] = [(sum(r208.amounts[:bisect_right(r208.bounds, month)]) if (planned_balance != '') else '') for planned_balance, month in zip(Budget_planned_balance, Budget_month, strict=True)]
    names['ExpensesVarianceToDate'] = names['ActualExpensesToDate']-names['PlannedExpensesToDate']
    names['Dashboard_PlannedExpensesToDate'] = names['PlannedExpensesToDate']
    r209 = as_text(names['Check_months_differ'])
    names['Light_months_differ'] = ('To see'+' ('+r209+')' if names['Check_months_differ']>0 else 'OK')
    names['LightsOn'] = sign(names['Check_not_scheduled'])+sign(names['Check_not_in_returns'])+sign(names['Check_overwritten'])+sign(names['Check_months_outdated'])+sign(names['Check_months_differ'])+sign(names['Check_twice'])+sign(names['Check_objective_unknown'])+sign(names['Check_no_owner'])+sign(names['Check_no_month'])+sign(names['Check_differs'])+sign(names['Check_more_buyers'])+sign(names['Check_tracking_outside'])+sign(names['Check_orphans'])
    r210 = rules.orders(Returns_roi_rank, Returns_no)
    Returns_roi_order = columns['Returns.roi_order'] = [(r210[roi_rank, no] if ((roi_rank != '') and (no != '')) else '') for roi_rank, no in zip(Returns_roi_rank, Returns_no, strict=True)]
    names['Home_PlanROI'] = ('' if (names['PlanROI'] == '') else names['PlanROI'])
    names['Dashboard_PlanROI'] = ('' if (names['PlanROI'] == '') else names['PlanROI'])
    SensitivityPrice_price_80 = columns['SensitivityPrice.price_80'] = [('' if ((names['Sim_contacts'] == '') or (names['Sim_conversion'] == '') or (factor == '') or (names['Sim_unit_margin'] == '') or (names['Sim_price'] == '') or (names['Sim_cost'] == '')) else names['Sim_contacts']*names['Sim_conversion']*factor*(names['Sim_unit_margin']+names['Sim_price']*-0.2)-names['Sim_cost']) for factor in SensitivityPrice_factor]
    SensitivityPrice_price_90 = columns['SensitivityPrice.price_90'] = [('' if ((names['Sim_contacts'] == '') or (names['Sim_conversion'] == '') or (factor == '') or (names['Sim_unit_margin'] == '') or (names['Sim_price'] == '') or (names['Sim_cost'] == '')) else names['Sim_contacts']*names['Sim_conversion']*factor*(names['Sim_unit_margin']+names['Sim_price']*-0.1)-names['Sim_cost']) for factor in SensitivityPrice_factor]
    SensitivityPrice_price_100 = columns['SensitivityPrice.price_100'] = [('' if ((names['Sim_contacts'] == '') or (names['Sim_conversion'] == '') or (factor == '') or (names['Sim_unit_margin'] == '') or (names['Sim_cost'] == '')) else names['Sim_contacts']*names['Sim_conversion']*factor*names['Sim_unit_margin']-names['Sim_cost']) for factor in SensitivityPrice_factor]
    SensitivityPrice_price_110 = columns['SensitivityPrice.price_110'] = [('' if ((names['Sim_contacts'] == '') or (names['Sim_conversion'] == '') or (factor == '') or (names['Sim_unit_margin'] == '') or (names['Sim_price'] == '') or (names['Sim_cost'] == '')) else names['Sim_contacts']*names['Sim_conversion']*factor*(names['Sim_unit_margin']+names['Sim_price']*0.1)-names['Sim_cost']) for factor in SensitivityPrice_factor]
    SensitivityPrice_price_120 = columns['SensitivityPrice.price_120'] = [('' if ((names['Sim_contacts'] == '') or (names['Sim_conversion'] == '') or (factor == '') or (names['Sim_unit_margin'] == '') or (names['Sim_price'] == '') or (names['Sim_cost'] == '')) else names['Sim_contacts']*names['Sim_conversion']*factor*(names['Sim_unit_margin']+names['Sim_price']*0.2)-names['Sim_cost']) for factor in SensitivityPrice_factor]
    SensitivityCost_cost_80 = columns['SensitivityCost.cost_80'] = [('' if ((names['Sim_contacts'] == '') or (names['Sim_conversion'] == '') or (factor == '') or (names['Sim_unit_margin'] == '') or (names['Sim_cost'] == '')) else names['Sim_contacts']*names['Sim_conversion']*factor*names['Sim_unit_margin']-names['Sim_cost']*0.8) for factor in SensitivityCost_factor]
    SensitivityCost_cost_90 = columns['SensitivityCost.cost_90'] = [('' if ((names['Sim_contacts'] == '') or (names['Sim_conversion'] == '') or (factor == '') or (names['Sim_unit_margin'] == '') or (names['Sim_cost'] == '')) else names['Sim_contacts']*names['Sim_conversion']*factor*names['Sim_unit_margin']-names['Sim_cost']*0.9) for factor in SensitivityCost_factor]
    SensitivityCost_cost_100 = columns['SensitivityCost.cost_100'] = [('' if ((names['Sim_contacts'] == '') or (names['Sim_conversion'] == '') or (factor == '') or (names['Sim_unit_margin'] == '') or (names['Sim_cost'] == '')) else names['Sim_contacts']*names['Sim_conversion']*factor*names['Sim_unit_margin']-names['Sim_cost']) for factor in SensitivityCost_factor]
    SensitivityCost_cost_110 = columns['SensitivityCost.cost_110'] = [('' if ((names['Sim_contacts'] == '') or (names['Sim_conversion'] == '') or (factor == '') or (names['Sim_unit_margin'] == '') or (names['Sim_cost'] == '')) else names['Sim_contacts']*names['Sim_conversion']*factor*names['Sim_unit_margin']-names['Sim_cost']*1.1) for factor in SensitivityCost_factor]
    SensitivityCost_cost_120 = columns['SensitivityCost.cost_120'] = [('' if ((names['Sim_contacts'] == '') or (names['Sim_conversion'] == '') or (factor == '') or (names['Sim_unit_margin'] == '') or (names['Sim_cost'] == '')) else names['Sim_contacts']*names['Sim_conversion']*factor*names['Sim_unit_margin']-names['Sim_cost']*1.2) for factor in SensitivityCost_factor]
    names['Sim_gross_gain'] = ('' if ((names['Sim_revenue'] == '') or (names['Sim_cost'] == '')) else names['Sim_revenue']-names['Sim_cost'])
    names['Sim_roi_revenue'] = ('' if ((names['Sim_revenue'] == '') or (names['Sim_cost'] == '') or (names['Sim_cost'] == 0)) else (names['Sim_revenue']-names['Sim_cost'])/names['Sim_cost'])
    names['Sim_roas'] = ('' if ((names['Sim_revenue'] == '') or (names['Sim_cost'] == '') or (names['Sim_cost'] == 0)) else names['Sim_revenue']/names['Sim_cost'])
    names['Sim_contact_cost'] = ('' if ((names['Sim_cost'] == '') or (names['Sim_contacts'] == '') or (names['Sim_contacts'] == 0)) else names['Sim_cost']/names['Sim_contacts'])
    names['Sim_breakeven'] = ((('' if ((names['Sim_cost'] == '') or (names['Sim_unit_margin'] == 0)) else ceiling(names['Sim_cost']/names['Sim_unit_margin'])) if names['Sim_unit_margin']>0 else '') if (names['Sim_unit_margin'] != '') else '')
    names['RevenueVarianceRateToDate'] = ('' if (names['PlannedRevenueToDate'] == 0) else names['RevenueVarianceToDate']/names['PlannedRevenueToDate'])
    names['Dashboard_RevenueVarianceToDate'] = names['RevenueVarianceToDate']
    names['Sim_margin_result'] = ('' if ((names['Sim_margin'] == '') or (names['Sim_cost'] == '')) else names['Sim_margin']-names['Sim_cost'])
    names['Sim_roi'] = ('' if ((names['Sim_margin'] == '') or (names['Sim_cost'] == '') or (names['Sim_cost'] == 0)) else names['Sim_margin']/names['Sim_cost'])
    names['Sim_roi_net'] = ('' if ((names['Sim_margin'] == '') or (names['Sim_cost'] == '') or (names['Sim_cost'] == 0)) else (names['Sim_margin']-names['Sim_cost'])/names['Sim_cost'])
    names['LastLossMonth'] = latest(Budget_month, Budget_margin_cumulative, -0.005)
    r211 = fast.smallest(Budget_planned_cumulative)
    names['LargestNeed'] = ((-r211) if r211<0 else 0)
    names['ExpensesVarianceRateToDate'] = ('' if (names['PlannedExpensesToDate'] == 0) else names['ExpensesVarianceToDate']/names['PlannedExpensesToDate'])
    names['Dashboard_ExpensesVarianceToDate'] = names['ExpensesVarianceToDate']
    names['Dashboard_LightsOn'] = names['LightsOn']
    names['PlanState'] = ('Write a first action on the sheet Action plan.' if (names['ActionCount'] == 0) else ('All is well.' if (names['LightsOn'] == 0) else 'A few points to see below.'))
    r212 = fast.positions(Returns_roi_order)
    Best_place = columns['Best.place']
    r213 = fast.aligned(Returns_no, Returns_roi_order, r212, Best_place)
    Best_no = columns['Best.no'] = [(('' if (Returns_no_of_place == '') else Returns_no_of_place) if (place in r212) else '') for place, Returns_no_of_place in zip(Best_place, r213, strict=True)]
    r214 = fast.kept(Returns_roi, 'number', None)
    r215 = fast.count(r214)
    Worst_place = columns['Worst.place']
    Worst_no = columns['Worst.no'] = [('' if (place == '') else ((('' if (Returns_no[r212[r215+1-place]] == '') else Returns_no[r212[r215+1-place]]) if (r215+1-place in r212) else '') if r215+1-place>5 else '')) for place in Worst_place]
    names['Sim_breakeven_revenue'] = ('' if ((names['Sim_breakeven'] == '') or (names['Sim_net_price'] == '')) else names['Sim_breakeven']*names['Sim_net_price'])
    names['Sim_required_conversion'] = ('' if ((names['Sim_breakeven'] == '') or (names['Sim_contacts'] == '') or (names['Sim_contacts'] == 0)) else names['Sim_breakeven']/names['Sim_contacts'])
    names['Sim_scale'] = (((names['Sim_buyers']/10 if names['Sim_buyers']/10>names['Sim_breakeven']*2/10 else names['Sim_breakeven']*2/10) if (names['Sim_buyers'] != '') else names['Sim_breakeven']*2/10) if (names['Sim_breakeven'] != '') else '')
    names['Dashboard_RevenueVarianceRateToDate'] = ('' if (names['RevenueVarianceRateToDate'] == '') else names['RevenueVarianceRateToDate'])
    names['Sim_verdict'] = (('Profitable' if rounded(names['Sim_roi'], 9)>1 else ('Not profitable' if rounded(names['Sim_roi'], 9)<1 else 'Break-even')) if (names['Sim_roi'] != '') else '')
    r216 = fast.column_total(Budget_planned_margin)
    r217 = fast.positions(Budget_month)
    names['PaysFrom'] = ((r11 if r216>0 else '') if (names['LastLossMonth'] == 0) else (next_month(names['LastLossMonth']) if (next_month(names['LastLossMonth']) in r217) else ('Not this year' if names['TotalCost']>0 else '')))
    r218 = fast.positions(Budget_planned_cumulative)
    names['LargestNeedMonth'] = (('' if (Budget_month[r218[r211]] == '') else Budget_month[r218[r211]]) if names['LargestNeed']>0 else '')
    names['Dashboard_LargestNeed'] = names['LargestNeed']
    names['Dashboard_ExpensesVarianceRateToDate'] = ('' if (names['ExpensesVarianceRateToDate'] == '') else names['ExpensesVarianceRateToDate'])
    r219 = fast.aligned(Returns_action, Returns_no, r6, Best_no)
    Best_action = columns['Best.action'] = [(('' if (Returns_action_of_no == '') else Returns_action_of_no) if (no != '') else '') for no, Returns_action_of_no in zip(Best_no, r219, strict=True)]
    r220 = fast.aligned(Returns_cost, Returns_no, r6, Best_no)
    Best_cost = columns['Best.cost'] = [(('' if (Returns_cost_of_no == '') else Returns_cost_of_no) if (no != '') else '') for no, Returns_cost_of_no in zip(Best_no, r220, strict=True)]
    r221 = fast.aligned(Returns_margin_result, Returns_no, r6, Best_no)
    Best_margin_result = columns['Best.margin_result'] = [(('' if (Returns_margin_result_of_no == '') else Returns_margin_result_of_no) if (no != '') else '') for no, Returns_margin_result_of_no in zip(Best_no, r221, strict=True)]
    r222 = fast.aligned(Returns_roi, Returns_no, r6, Best_no)
    Best_roi = columns['Best.roi'] = [(('' if (Returns_roi_of_no == '') else Returns_roi_of_no) if (no != '') else '') for no, Returns_roi_of_no in zip(Best_no, r222, strict=True)]
    r223 = fast.aligned(Returns_verdict, Returns_no, r6, Best_no)
    Best_verdict = columns['Best.verdict'] = [(('' if (Returns_verdict_of_no == '') else Returns_verdict_of_no) if (no != '') else '') for no, Returns_verdict_of_no in zip(Best_no, r223, strict=True)]
    r224 = fast.aligned(Returns_action, Returns_no, r6, Worst_no)
    Worst_action = columns['Worst.action'] = [(('' if (Returns_action_of_no == '') else Returns_action_of_no) if (no != '') else '') for no, Returns_action_of_no in zip(Worst_no, r224, strict=True)]
    r225 = fast.aligned(Returns_cost, Returns_no, r6, Worst_no)
    Worst_cost = columns['Worst.cost'] = [(('' if (Returns_cost_of_no == '') else Returns_cost_of_no) if (no != '') else '') for no, Returns_cost_of_no in zip(Worst_no, r225, strict=True)]
    r226 = fast.aligned(Returns_margin_result, Returns_no, r6, Worst_no)
    Worst_margin_result = columns['Worst.margin_result'] = [(('' if (Returns_margin_result_of_no == '') else Returns_margin_result_of_no) if (no != '') else '') for no, Returns_margin_result_of_no in zip(Worst_no, r226, strict=True)]
    r227 = fast.aligned(Returns_roi, Returns_no, r6, Worst_no)
    Worst_roi = columns['Worst.roi'] = [(('' if (Returns_roi_of_no == '') else Returns_roi_of_no) if (no != '') else '') for no, Returns_roi_of_no in zip(Worst_no, r227, strict=True)]
    r228 = fast.aligned(Returns_verdict, Returns_no, r6, Worst_no)
    Worst_verdict = columns['Worst.verdict'] = [(('' if (Returns_verdict_of_no == '') else Returns_verdict_of_no) if (no != '') else '') for no, Returns_verdict_of_no in zip(Worst_no, r228, strict=True)]
    names['Sim_safety_margin'] = ('' if ((names['Sim_revenue'] == '') or (names['Sim_breakeven_revenue'] == '') or (names['Sim_revenue'] == 0)) else (names['Sim_revenue']-names['Sim_breakeven_revenue'])/names['Sim_revenue'])
    Curve_step = columns['Curve.step']
    Curve_sales = columns['Curve.sales'] = [('' if ((step == '') or (names['Sim_scale'] == '')) else step*names['Sim_scale']) for step in Curve_step]
    names['Sim_hint'] = ('A cost, a price and a margin rate are needed to draw the curve.' if (names['Sim_scale'] == '') else '')
    names['Dashboard_PaysFrom'] = ('' if (names['PaysFrom'] == '') else names['PaysFrom'])
    names['Dashboard_LargestNeedMonth'] = ('' if (names['LargestNeedMonth'] == '') else names['LargestNeedMonth'])
    Curve_margin = columns['Curve.margin'] = [('' if ((sales == '') or (names['Sim_unit_margin'] == '')) else sales*names['Sim_unit_margin']) for sales in Curve_sales]
    Curve_cost = columns['Curve.cost'] = [(('' if (names['Sim_cost'] == '') else names['Sim_cost']) if (sales != '') else '') for sales in Curve_sales]
