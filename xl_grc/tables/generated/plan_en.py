"""The plain calculation of the kind of workbook 'plan', as `make generated` writes it out of its definition: not to be edited."""

from xl_grc.values import as_text as as_text
from bisect import bisect_left as bisect_left
from bisect import bisect_right as bisect_right
from xl_grc.functions.rounding import ceiling_as_sheets as ceiling
from xl_grc.tables.runtime.strict import fail as fail
from xl_grc.tables.runtime import fast as fast
from xl_grc.tables.runtime.rules import folded as folded
from xl_grc.tables.runtime.rules import latest as latest
from xl_grc.tables.runtime.text_rules import leading_number as leading_number
from xl_grc.tables.runtime.month_rules import month_number as month_number
from xl_grc.tables.runtime.month_rules import next_month as next_month
from xl_grc.tables.runtime.rules import nth as nth
from xl_grc.functions.rounding import round_as_sheets as rounded
from xl_grc.tables.runtime import rules as rules
from xl_grc.tables.runtime.rules import sign as sign
from xl_grc.tables.runtime.text_rules import trimmed as trimmed
from xl_grc.tables.runtime.text_rules import two_decimals as two_decimals
from xl_grc.tables.runtime.month_rules import year_later as year_later
from xl_grc.tables.runtime.month_rules import year_of_month as year_of_month


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
    r33 = fast.kept(Tracking_expenses, 'number', None)
    r34 = fast.count(r33)
    r35 = fast.kept(Tracking_date, 'number', None)
    r36 = fast.all_kept(r33, r35)
    r37 = fast.count(r36)
    r38 = fast.kept(Tracking_revenue, 'number', None)
    r39 = fast.count(r38)
    r40 = fast.all_kept(r38, r35)
    r41 = fast.count(r40)
    r42 = fast.all_kept(r33, r38)
    r43 = fast.count(r42)
    r44 = fast.all_kept(r33, r38, r35)
    r45 = fast.count(r44)
    names['Check_tracking_outside'] = fast.total_beyond([1] * len(Tracking_date), Tracking_date, '<', r11)+fast.total_beyond([1] * len(Tracking_date), Tracking_date, '>=', year_later(r11))+(r34-r37+(r39-r41)-(r43-r45))
    r46 = fast.column_total(Actions_effective_revenue)
    names['TotalRevenue'] = r46
    Actions_short_term = columns['Actions.short_term']
    r47 = fast.kept(Actions_short_term, 'marked', None)
    r48 = fast.total(Actions_effective_revenue, r47)
    names['Revenue_short_term'] = r48
    Actions_medium_term = columns['Actions.medium_term']
    r49 = fast.kept(Actions_medium_term, 'marked', None)
    r50 = fast.total(Actions_effective_revenue, r49)
    names['Revenue_medium_term'] = r50
    Actions_long_term = columns['Actions.long_term']
    r51 = fast.kept(Actions_long_term, 'marked', None)
    r52 = fast.total(Actions_effective_revenue, r51)
    names['Revenue_long_term'] = r52
    r53 = fast.all_different(Tracking_no)
    r54 = fast.counts(Tracking_no, r53, None)
    r55 = fast.totals(Tracking_no, Tracking_expenses, r53, None)
    Actions_actual_expenses = columns['Actions.actual_expenses'] = [((r55.get(no, 0) if r54.get(no, 0)>0 else '') if ((action != '') and (no != '')) else '') for action, no in zip(Actions_action, Actions_no, strict=True)]
    r56 = fast.totals(Tracking_no, Tracking_revenue, r53, None)
    Actions_actual_revenue = columns['Actions.actual_revenue'] = [((r56.get(no, 0) if r54.get(no, 0)>0 else '') if ((action != '') and (no != '')) else '') for action, no in zip(Actions_action, Actions_no, strict=True)]
    Costs_item = columns['Costs.item']
    r57 = rules.folded_column(Costs_item)
    r58 = fast.aligned(Returns_buyers, Returns_no, r6, Costs_no)
    Costs_quantity = columns['Costs.quantity']
    Costs_unit_cost = columns['Costs.unit_cost']
    Costs_amount = columns['Costs.amount'] = [(('' if (unit_cost == '') else quantity*unit_cost) if (quantity != '') else ((('' if ((Returns_buyers_of_no == '') or (unit_cost == '')) else Returns_buyers_of_no*unit_cost) if (no in r6) else '') if (item_folded == 'discount granted (coupon)') else '')) for quantity, unit_cost, no, item_folded, Returns_buyers_of_no in zip(Costs_quantity, Costs_unit_cost, Costs_no, r57, r58, strict=True)]
    r59 = fast.all_different(Actions_no)
    r60 = fast.kept(Actions_action, 'entered', None)
    r61 = fast.counts(Actions_no, r59, r60)
    r62 = [r61.get(key, 0) for key in Costs_no]
    r63 = fast.all_different(r62)
    r64 = fast.kept(Costs_action, 'filled', None)
    r65 = fast.counts(r62, r63, r64)
    r66 = [r61.get(key, 0) for key in Tracking_no]
    r67 = fast.all_different(r66)
    r68 = fast.kept(Tracking_action, 'filled', None)
    r69 = rules.folded_column(Tracking_action)
    r70 = fast.kept(r69, 'differs', 'no action')
    r71 = fast.all_kept(r68, r70)
    r72 = fast.counts(r66, r67, r71)
    r73 = fast.counts(Actions_no, r59, None)
    r74 = [r73.get(key, 0) for key in Schedule_no]
    r75 = fast.all_different(r74)
    r76 = fast.kept(Schedule_no, 'filled', None)
    r77 = fast.counts(r74, r75, r76)
    r78 = [r73.get(key, 0) for key in Returns_no]
    r79 = fast.all_different(r78)
    r80 = fast.kept(Returns_no, 'filled', None)
    r81 = fast.counts(r78, r79, r80)
    names['Check_orphans'] = r65.get(0, 0)+r72.get(0, 0)+r77.get(0, 0)+r81.get(0, 0)
    Actions_owner = columns['Actions.owner']
    r82 = fast.aligned(Actions_owner, Actions_no, r9, Schedule_no)
    Schedule_owner = columns['Schedule.owner'] = [(('' if (Actions_owner_of_no == '') else Actions_owner_of_no) if (action != '') else '') for action, Actions_owner_of_no in zip(Schedule_action, r82, strict=True)]
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
    r83 = fast.marks(Schedule_month_1, Schedule_month_2, Schedule_month_3, Schedule_month_4, Schedule_month_5, Schedule_month_6, Schedule_month_7, Schedule_month_8, Schedule_month_9, Schedule_month_10, Schedule_month_11, Schedule_month_12)
    r84 = fast.marks_of_rows(r83, 12, len(Schedule_month_1))
    Schedule_months = columns['Schedule.months'] = [(marks_r84 if (action != '') else '') for action, marks_r84 in zip(Schedule_action, r84, strict=True)]
    r85 = fast.aligned(Actions_status, Actions_no, r9, Schedule_no)
    Schedule_status = columns['Schedule.status'] = [(('' if (Actions_status_of_no == '') else Actions_status_of_no) if (action != '') else '') for action, Actions_status_of_no in zip(Schedule_action, r85, strict=True)]
    r86 = fast.marks_of_rows(r83, names['MonthsOver'], len(Schedule_month_1))
    Schedule_months_over = columns['Schedule.months_over'] = [(marks_r86 if (action != '') else '') for action, marks_r86 in zip(Schedule_action, r86, strict=True)]
    Returns_margin_rate = columns['Returns.margin_rate']
    Returns_unit_cost_price = columns['Returns.unit_cost_price']
    Returns_effective_rate = columns['Returns.effective_rate'] = [((margin_rate if (margin_rate != '') else (('' if (price == 0) else (price-unit_cost_price)/price) if ((unit_cost_price != '') and (price != '')) else ('' if (names['DefaultMarginRate'] == '') else names['DefaultMarginRate']))) if (action != '') else '') for action, margin_rate, unit_cost_price, price in zip(Returns_action, Returns_margin_rate, Returns_unit_cost_price, Returns_price, strict=True)]
    r87 = fast.aligned(Actions_status, Actions_no, r9, Returns_no)
    r88 = rules.folded_column(r87)
    Returns_contacts = columns['Returns.contacts']
    Returns_conversion_rate = columns['Returns.conversion_rate'] = [(('' if (Actions_status_of_no_folded == 'abandoned') else ('' if ((buyers == '') or (contacts == '') or (contacts == 0)) else buyers/contacts)) if (action != '') else '') for action, buyers, contacts, Actions_status_of_no_folded in zip(Returns_action, Returns_buyers, Returns_contacts, r88, strict=True)]
    r89 = fast.aligned(Actions_effective_revenue, Actions_no, r9, Returns_no)
    Returns_revenue = columns['Returns.revenue'] = [(('' if (Actions_effective_revenue_of_no == '') else Actions_effective_revenue_of_no) if (action != '') else '') for action, Actions_effective_revenue_of_no in zip(Returns_action, r89, strict=True)]
    names['ActualExpensesToDate'] = fast.total_beyond(Budget_actual_expenses, Budget_month, '<=', names['AsOf'])
    Budget_actual_balance = columns['Budget.actual_balance'] = [('' if ((actual_revenue == '') or (actual_expenses == '')) else actual_revenue-actual_expenses) for actual_revenue, actual_expenses in zip(Budget_actual_revenue, Budget_actual_expenses, strict=True)]
    names['ActualRevenueToDate'] = fast.total_beyond(Budget_actual_revenue, Budget_month, '<=', names['AsOf'])
    Actions_type = columns['Actions.type']
    r90 = rules.folded_column(Actions_type)
    r91 = rules.folded_column(ByType_type)
    r92 = fast.all_different(r90)
    r93 = fast.totals(r90, Actions_effective_revenue, r92, None)
    ByType_revenue = columns['ByType.revenue'] = [(r93.get(type_folded, 0) if (type != '') else '') for type, type_folded in zip(ByType_type, r91, strict=True)]
    names['Home_ActualExpenses'] = names['ActualExpenses']
    names['Home_ActualRevenue'] = names['ActualRevenue']
    names['Plan_contacts'] = (('' if (Returns_contacts[r6[names['SimulatedNumber']]] == '') else Returns_contacts[r6[names['SimulatedNumber']]]) if (names['SimulatedNumber'] in r6) else '')
    names['Plan_buyers'] = (('' if (Returns_buyers[r6[names['SimulatedNumber']]] == '') else Returns_buyers[r6[names['SimulatedNumber']]]) if (names['SimulatedNumber'] in r6) else '')
    names['Plan_price'] = (('' if (Returns_price[r6[names['SimulatedNumber']]] == '') else Returns_price[r6[names['SimulatedNumber']]]) if (names['SimulatedNumber'] in r6) else '')
    r94 = as_text(names['Check_not_scheduled'])
    names['Light_not_scheduled'] = ('To see'+' ('+r94+')' if names['Check_not_scheduled']>0 else 'OK')
    r95 = as_text(names['Check_not_in_returns'])
    names['Light_not_in_returns'] = ('To see'+' ('+r95+')' if names['Check_not_in_returns']>0 else 'OK')
    r96 = as_text(names['Check_overwritten'])
    names['Light_overwritten'] = ('To see'+' ('+r96+')' if names['Check_overwritten']>0 else 'OK')
    r97 = as_text(names['Check_months_outdated'])
    names['Light_months_outdated'] = ('To see'+' ('+r97+')' if names['Check_months_outdated']>0 else 'OK')
    r98 = as_text(names['Check_tracking_outside'])
    names['Light_tracking_outside'] = ('To see'+' ('+r98+')' if names['Check_tracking_outside']>0 else 'OK')
    names['Home_TotalRevenue'] = names['TotalRevenue']
    names['Dashboard_TotalRevenue'] = names['TotalRevenue']
    r99 = fast.all_kept(r47, r49)
    r100 = fast.total(Actions_effective_revenue, r99)
    r101 = fast.all_kept(r47, r51)
    r102 = fast.total(Actions_effective_revenue, r101)
    r103 = fast.all_kept(r49, r51)
    r104 = fast.total(Actions_effective_revenue, r103)
    r105 = fast.all_kept(r47, r49, r51)
    r106 = fast.total(Actions_effective_revenue, r105)
    names['Revenue_no_horizon'] = rounded(names['TotalRevenue']-r48-r50-r52+r100+r102+r104-r106, 2)
    r107 = fast.all_different(Costs_no)
    r108 = fast.kept(Costs_amount, 'number', None)
    r109 = fast.counts(Costs_no, r107, r108)
    r110 = fast.totals(Costs_no, Costs_amount, r107, None)
    Actions_expenses = columns['Actions.expenses']
    Actions_effective_expenses = columns['Actions.effective_expenses'] = [((r110.get(no, 0) if r109.get(no, 0)>0 else ('' if (expenses == '') else expenses)) if ((action != '') and (no != '') and (not (status_folded == 'abandoned'))) else '') for action, no, expenses, status_folded in zip(Actions_action, Actions_no, Actions_expenses, r0, strict=True)]
    r111 = as_text(names['Check_orphans'])
    names['Light_orphans'] = ('To see'+' ('+r111+')' if names['Check_orphans']>0 else 'OK')
    r112 = fast.aligned(Actions_effective_revenue, Actions_no, r9, Schedule_no)
    Schedule_revenue_per_month = columns['Schedule.revenue_per_month'] = [(('' if ((Actions_effective_revenue_of_no == '') or (months == '') or (months == 0)) else Actions_effective_revenue_of_no/months) if (action != '') else '') for action, months, Actions_effective_revenue_of_no in zip(Schedule_action, Schedule_months, r112, strict=True)]
    r113 = fast.totals_along(Schedule_months, Schedule_no, Actions_no)
    r114 = fast.all_different(r113)
    r115 = fast.totals(r113, Actions_effective_revenue, r114, None)
    names['UnscheduledRevenue'] = r115.get(0, 0)
    r116 = rules.folded_column(Schedule_status)
    r117 = fast.marks_of_rows(r83, names['MonthsOver']+1, len(Schedule_month_1))
    Schedule_situation = columns['Schedule.situation'] = [((('' if ((status_folded == 'done') or (status_folded == 'abandoned')) else (('Late' if ((status == '') or (status_folded == 'to do')) else ('Late' if months_over>=months else ('This month' if marks_r117>months_over else 'To come'))) if months_over>0 else ('This month' if marks_r117>months_over else 'To come'))) if months>0 else '') if ((months != '') and (months_over != '')) else '') for months, months_over, status, status_folded, marks_r117 in zip(Schedule_months, Schedule_months_over, Schedule_status, r116, r117, strict=True)]
    Objectives_measure = columns['Objectives.measure']
    r118 = rules.folded_column(Objectives_measure)
    Actions_objective = columns['Actions.objective']
    r119 = rules.folded_column(Actions_objective)
    r120 = rules.folded_column(Objectives_objective)
    r121 = fast.all_different(r119)
    r122 = fast.kept(Actions_actual_revenue, 'filled', None)
    r123 = fast.counts(r119, r121, r122)
    r124 = fast.totals(r119, Actions_actual_revenue, r121, None)
    r125 = fast.kept(Returns_effective_rate, 'number', None)
    r126 = fast.counts(Returns_no, r1, r125)
    r127 = [r126.get(key, 0) for key in Actions_no]
    r128 = fast.totals(r119, r127, r121, r122)
    r129 = fast.totals_along(Returns_effective_rate, Returns_no, Actions_no)
    r130 = fast.totals(r119, fast.products(Actions_actual_revenue, r129), r121, None)
    Tracking_buyers = columns['Tracking.buyers']
    r131 = fast.totals_along(Tracking_buyers, Tracking_no, Actions_no)
    r132 = fast.totals(r119, r131, r121, None)
    Tracking_contacts = columns['Tracking.contacts']
    r133 = fast.totals_along(Tracking_contacts, Tracking_no, Actions_no)
    r134 = fast.totals(r119, r133, r121, None)
    Objectives_entered_actual = columns['Objectives.entered_actual']
    Objectives_actual = columns['Objectives.actual'] = [(((r124.get(objective_folded, 0) if r123.get(objective_folded, 0)>0 else '') if ((measure == '') or (measure_folded == 'revenue')) else ((r130.get(objective_folded, 0) if r128.get(objective_folded, 0)>0 else '') if (measure_folded == 'margin') else ((r132.get(objective_folded, 0) if r123.get(objective_folded, 0)>0 else '') if (measure_folded == 'buyers') else ((r134.get(objective_folded, 0) if r123.get(objective_folded, 0)>0 else '') if (measure_folded == 'contacts') else (('' if (entered_actual == '') else entered_actual) if (measure_folded == 'other') else ''))))) if (objective != '') else '') for objective, measure, entered_actual, measure_folded, objective_folded in zip(Objectives_objective, Objectives_measure, Objectives_entered_actual, r118, r120, strict=True)]
    names['Plan_margin_rate'] = (('' if (Returns_effective_rate[r6[names['SimulatedNumber']]] == '') else Returns_effective_rate[r6[names['SimulatedNumber']]]) if (names['SimulatedNumber'] in r6) else '')
    Returns_margin = columns['Returns.margin'] = [('' if ((revenue == '') or (effective_rate == '')) else revenue*effective_rate) for revenue, effective_rate in zip(Returns_revenue, Returns_effective_rate, strict=True)]
    names['Dashboard_ActualExpensesToDate'] = names['ActualExpensesToDate']
    r135 = fast.by_bound(Budget_actual_balance, Budget_month)
    Budget_actual_cumulative = columns['Budget.actual_cumulative'] = [(sum(r135.amounts[:bisect_right(r135.bounds, month)]) if (actual_balance != '') else '') for actual_balance, month in zip(Budget_actual_balance, Budget_month, strict=True)]
    names['Dashboard_ActualRevenueToDate'] = names['ActualRevenueToDate']
    r136 = fast.column_total(ByType_revenue)
    names['OtherTypes_revenue'] = names['TotalRevenue']-r136
    names['Sim_contacts'] = (names['Try_contacts'] if (names['Try_contacts'] != '') else ('' if (names['Plan_contacts'] == '') else names['Plan_contacts']))
    names['Sim_buyers'] = (names['Try_buyers'] if (names['Try_buyers'] != '') else ('' if (names['Plan_buyers'] == '') else names['Plan_buyers']))
    names['Sim_price'] = (names['Try_price'] if (names['Try_price'] != '') else ('' if (names['Plan_price'] == '') else names['Plan_price']))
    r137 = rules.folded_column(Actions_action)
    r138 = fast.all_different(r137)
    r139 = fast.counts(r137, r138, None)
    r140 = fast.all_different(r120)
    r141 = fast.counts(r120, r140, None)
    r142 = fast.totals(Schedule_no, Schedule_months, r24, None)
    r143 = fast.totals(Returns_no, Returns_contacts, r1, None)
    r144 = fast.totals(Returns_no, Returns_buyers, r1, None)
    Actions_remarks = columns['Actions.remarks'] = [(trimmed(('Number used twice.'+' ' if r73.get(no, 0)>1 else '')+('Action written twice.'+' ' if r139.get(action_folded, 0)>1 else '')+(('Unknown objective.'+' ' if r141.get(objective_folded, 0)<1 else '') if (objective != '') else '')+('No owner.'+' ' if (owner == '') else '')+('No month.'+' ' if r142.get(no, 0)<1 else '')+((('Expenses other than typed.'+' ' if (not (expenses == effective_expenses or rounded(expenses, 2) == rounded(effective_expenses, 2))) else '') if (effective_expenses != '') else '') if (expenses != '') else '')+((('Revenue other than typed.'+' ' if (not (revenue == effective_revenue or rounded(revenue, 2) == rounded(effective_revenue, 2))) else '') if (effective_revenue != '') else '') if (revenue != '') else '')+(('More buyers than contacts.'+' ' if r144.get(no, 0)>r143.get(no, 0) else '') if r143.get(no, 0)>0 else '')) if ((action != '') and (no != '') and (not (status_folded == 'abandoned'))) else '') for action, no, objective, owner, expenses, effective_expenses, revenue, effective_revenue, status_folded, action_folded, objective_folded in zip(Actions_action, Actions_no, Actions_objective, Actions_owner, Actions_expenses, Actions_effective_expenses, Actions_revenue, Actions_effective_revenue, r0, r137, r119, strict=True)]
    r145 = fast.aligned(Actions_effective_expenses, Actions_no, r9, Schedule_no)
    Schedule_expenses_per_month = columns['Schedule.expenses_per_month'] = [(('' if ((Actions_effective_expenses_of_no == '') or (months == '') or (months == 0)) else Actions_effective_expenses_of_no/months) if (action != '') else '') for action, months, Actions_effective_expenses_of_no in zip(Schedule_action, Schedule_months, r145, strict=True)]
    r146 = fast.aligned(Actions_effective_expenses, Actions_no, r9, Returns_no)
    Returns_cost = columns['Returns.cost'] = [(('' if (Actions_effective_expenses_of_no == '') else Actions_effective_expenses_of_no) if (action != '') else '') for action, Actions_effective_expenses_of_no in zip(Returns_action, r146, strict=True)]
    r147 = fast.totals(r90, Actions_effective_expenses, r92, None)
    ByType_expenses = columns['ByType.expenses'] = [(r147.get(type_folded, 0) if (type != '') else '') for type, type_folded in zip(ByType_type, r91, strict=True)]
    r148 = fast.column_total(Actions_effective_expenses)
    names['TotalExpenses'] = r148
    r149 = fast.totals(r113, Actions_effective_expenses, r114, None)
    names['UnscheduledExpenses'] = r149.get(0, 0)
    r150 = fast.total(Actions_effective_expenses, r47)
    names['Expenses_short_term'] = r150
    r151 = fast.total(Actions_effective_expenses, r49)
    names['Expenses_medium_term'] = r151
    r152 = fast.total(Actions_effective_expenses, r51)
    names['Expenses_long_term'] = r152
    r153 = fast.marked_totals(Schedule_revenue_per_month, r83)
    Budget_planned_revenue = columns['Budget.planned_revenue'] = [(r153[int(month_number(month)-month_number(r11)+1) - 1] if (month != '') else '') for month in Budget_month]
    names['Dashboard_UnscheduledRevenue'] = names['UnscheduledRevenue']
    Objectives_target = columns['Objectives.target']
    Objectives_actual_attainment = columns['Objectives.actual_attainment'] = [('' if ((actual == '') or (target == '') or (target == 0)) else actual/target) for actual, target in zip(Objectives_actual, Objectives_target, strict=True)]
    names['Sim_margin_rate'] = (names['Try_margin_rate'] if (names['Try_margin_rate'] != '') else ('' if (names['Plan_margin_rate'] == '') else names['Plan_margin_rate']))
    r154 = fast.totals(r119, Actions_effective_revenue, r121, None)
    r155 = fast.kept(Returns_margin, 'number', None)
    r156 = fast.counts(Returns_no, r1, r155)
    r157 = [r156.get(key, 0) for key in Actions_no]
    r158 = fast.totals(r119, r157, r121, r20)
    r159 = fast.totals_along(Returns_margin, Returns_no, Actions_no)
    r160 = fast.totals(r119, r159, r121, r20)
    r161 = fast.totals_along(Returns_buyers, Returns_no, Actions_no)
    r162 = fast.totals(r119, r161, r121, r20)
    r163 = fast.totals_along(Returns_contacts, Returns_no, Actions_no)
    r164 = fast.totals(r119, r163, r121, r20)
    Objectives_planned = columns['Objectives.planned'] = [((r154.get(objective_folded, 0) if ((measure == '') or (measure_folded == 'revenue')) else ((r160.get(objective_folded, 0) if r158.get(objective_folded, 0)>0 else '') if (measure_folded == 'margin') else (r162.get(objective_folded, 0) if (measure_folded == 'buyers') else (r164.get(objective_folded, 0) if (measure_folded == 'contacts') else '')))) if (objective != '') else '') for objective, measure, measure_folded, objective_folded in zip(Objectives_objective, Objectives_measure, r118, r120, strict=True)]
    r165 = fast.aligned(Returns_margin, Returns_no, r6, Schedule_no)
    Schedule_margin_per_month = columns['Schedule.margin_per_month'] = [((('' if ((Returns_margin_of_no == '') or (months == '') or (months == 0)) else Returns_margin_of_no/months) if (no in r6) else '') if (action != '') else '') for action, no, months, Returns_margin_of_no in zip(Schedule_action, Schedule_no, Schedule_months, r165, strict=True)]
    r166 = fast.column_total(Returns_margin)
    names['TotalMargin'] = r166
    names['Sim_conversion'] = ('' if ((names['Sim_buyers'] == '') or (names['Sim_contacts'] == '') or (names['Sim_contacts'] == 0)) else names['Sim_buyers']/names['Sim_contacts'])
    names['Sim_net_price'] = ('' if (names['Sim_price'] == '') else names['Sim_price']-names['Sim_price']*names['Sim_discount'])
    r167 = fast.kept(Actions_remarks, 'contains', 'Number used twice.')
    r168 = fast.count(r167)
    r169 = fast.kept(Actions_remarks, 'contains', 'Action written twice.')
    r170 = fast.count(r169)
    names['Check_twice'] = r168+r170
    r171 = fast.kept(Actions_remarks, 'contains', 'Unknown objective.')
    r172 = fast.count(r171)
    names['Check_objective_unknown'] = r172
    r173 = fast.kept(Actions_remarks, 'contains', 'No owner.')
    r174 = fast.count(r173)
    names['Check_no_owner'] = r174
    r175 = fast.kept(Actions_remarks, 'contains', 'No month.')
    r176 = fast.count(r175)
    names['Check_no_month'] = r176
    r177 = fast.kept(Actions_remarks, 'contains', 'Expenses other than typed.')
    r178 = fast.count(r177)
    r179 = fast.kept(Actions_remarks, 'contains', 'Revenue other than typed.')
    r180 = fast.count(r179)
    names['Check_differs'] = r178+r180
    r181 = fast.kept(Actions_remarks, 'contains', 'More buyers than contacts.')
    r182 = fast.count(r181)
    names['Check_more_buyers'] = r182
    r183 = fast.marked_totals(Schedule_expenses_per_month, r83)
    Budget_planned_expenses = columns['Budget.planned_expenses'] = [(r183[int(month_number(month)-month_number(r11)+1) - 1] if (month != '') else '') for month in Budget_month]
    Returns_contact_cost = columns['Returns.contact_cost'] = [('' if ((cost == '') or (contacts == '') or (contacts == 0)) else cost/contacts) for cost, contacts in zip(Returns_cost, Returns_contacts, strict=True)]
    Returns_gross_gain = columns['Returns.gross_gain'] = [('' if ((revenue == '') or (cost == '')) else revenue-cost) for revenue, cost in zip(Returns_revenue, Returns_cost, strict=True)]
    Returns_margin_result = columns['Returns.margin_result'] = [('' if ((revenue == '') or (effective_rate == '') or (cost == '')) else revenue*effective_rate-cost) for revenue, effective_rate, cost in zip(Returns_revenue, Returns_effective_rate, Returns_cost, strict=True)]
    Returns_roi = columns['Returns.roi'] = [('' if ((margin == '') or (cost == '') or (cost == 0)) else margin/cost) for margin, cost in zip(Returns_margin, Returns_cost, strict=True)]
    Returns_breakeven_units = columns['Returns.breakeven_units'] = [((('' if ((cost == '') or (price == '') or (effective_rate == 0) or (price == 0)) else ceiling(cost/effective_rate/price)) if effective_rate>0 else '') if (effective_rate != '') else '') for effective_rate, cost, price in zip(Returns_effective_rate, Returns_cost, Returns_price, strict=True)]
    Returns_breakeven_rate = columns['Returns.breakeven_rate'] = [((('' if ((cost == '') or (contacts == '') or (price == '')) else ('' if (contacts*price*effective_rate == 0) else cost/(contacts*price*effective_rate))) if effective_rate>0 else '') if (effective_rate != '') else '') for effective_rate, cost, contacts, price in zip(Returns_effective_rate, Returns_cost, Returns_contacts, Returns_price, strict=True)]
    r184 = fast.total(Returns_cost, r155)
    names['TotalCost'] = r184
    names['Plan_cost'] = (('' if (Returns_cost[r6[names['SimulatedNumber']]] == '') else Returns_cost[r6[names['SimulatedNumber']]]) if (names['SimulatedNumber'] in r6) else '')
    names['NetResult'] = names['TotalRevenue']-names['TotalExpenses']
    names['Home_TotalExpenses'] = names['TotalExpenses']
    names['Dashboard_TotalExpenses'] = names['TotalExpenses']
    r185 = fast.total(Actions_effective_expenses, r99)
    r186 = fast.total(Actions_effective_expenses, r101)
    r187 = fast.total(Actions_effective_expenses, r103)
    r188 = fast.total(Actions_effective_expenses, r105)
    names['Expenses_no_horizon'] = rounded(names['TotalExpenses']-r150-r151-r152+r185+r186+r187-r188, 2)
    r189 = fast.column_total(ByType_expenses)
    names['OtherTypes_expenses'] = names['TotalExpenses']-r189
    names['Dashboard_UnscheduledExpenses'] = names['UnscheduledExpenses']
    Budget_revenue_variance = columns['Budget.revenue_variance'] = [('' if ((actual_revenue == '') or (planned_revenue == '')) else actual_revenue-planned_revenue) for actual_revenue, planned_revenue in zip(Budget_actual_revenue, Budget_planned_revenue, strict=True)]
    names['PlannedRevenueToDate'] = fast.total_beyond(Budget_planned_revenue, Budget_month, '<=', names['AsOf'])
    names['Sim_unit_margin'] = ('' if ((names['Sim_price'] == '') or (names['Sim_margin_rate'] == '')) else names['Sim_price']*names['Sim_margin_rate']-names['Sim_price']*names['Sim_discount'])
    names['Sim_markup'] = ('' if (names['Sim_margin_rate'] == '') else ('' if (1-names['Sim_margin_rate'] == 0) else names['Sim_margin_rate']/(1-names['Sim_margin_rate'])))
    names['Sim_uplift'] = ('' if (names['Sim_margin_rate'] == '') else ((fail('#NUM!') if names['Sim_discount']>names['Sim_margin_rate'] else ('' if (names['Sim_margin_rate']-names['Sim_discount'] == 0) else names['Sim_discount']/(names['Sim_margin_rate']-names['Sim_discount']))) if names['Sim_discount']<names['Sim_margin_rate'] else ''))
    Objectives_planned_attainment = columns['Objectives.planned_attainment'] = [('' if ((planned == '') or (target == '') or (target == 0)) else planned/target) for planned, target in zip(Objectives_planned, Objectives_target, strict=True)]
    Objectives_status = columns['Objectives.status'] = [((('Reached' if rounded(actual, 2)>=rounded(target, 2) else (('Covered' if rounded(planned, 2)>=rounded(target, 2) else 'Short') if (planned != '') else 'Short')) if (actual != '') else (('Covered' if rounded(planned, 2)>=rounded(target, 2) else 'Short') if (planned != '') else ('' if (measure_folded == 'margin') else 'Short'))) if ((objective != '') and (target != '')) else '') for objective, target, actual, planned, measure_folded in zip(Objectives_objective, Objectives_target, Objectives_actual, Objectives_planned, r118, strict=True)]
    r190 = fast.marked_totals(Schedule_margin_per_month, r83)
    Budget_planned_margin = columns['Budget.planned_margin'] = [(r190[int(month_number(month)-month_number(r11)+1) - 1] if (month != '') else '') for month in Budget_month]
    SensitivityPrice_factor = columns['SensitivityPrice.factor']
    SensitivityPrice_conversion = columns['SensitivityPrice.conversion'] = [('' if ((names['Sim_conversion'] == '') or (factor == '')) else names['Sim_conversion']*factor) for factor in SensitivityPrice_factor]
    SensitivityCost_factor = columns['SensitivityCost.factor']
    SensitivityCost_conversion = columns['SensitivityCost.conversion'] = [('' if ((names['Sim_conversion'] == '') or (factor == '')) else names['Sim_conversion']*factor) for factor in SensitivityCost_factor]
    names['Sim_revenue'] = ('' if ((names['Sim_buyers'] == '') or (names['Sim_net_price'] == '')) else names['Sim_buyers']*names['Sim_net_price'])
    r191 = as_text(names['Check_twice'])
    names['Light_twice'] = ('To see'+' ('+r191+')' if names['Check_twice']>0 else 'OK')
    r192 = as_text(names['Check_objective_unknown'])
    names['Light_objective_unknown'] = ('To see'+' ('+r192+')' if names['Check_objective_unknown']>0 else 'OK')
    r193 = as_text(names['Check_no_owner'])
    names['Light_no_owner'] = ('To see'+' ('+r193+')' if names['Check_no_owner']>0 else 'OK')
    r194 = as_text(names['Check_no_month'])
    names['Light_no_month'] = ('To see'+' ('+r194+')' if names['Check_no_month']>0 else 'OK')
    r195 = as_text(names['Check_differs'])
    names['Light_differs'] = ('To see'+' ('+r195+')' if names['Check_differs']>0 else 'OK')
    r196 = as_text(names['Check_more_buyers'])
    names['Light_more_buyers'] = ('To see'+' ('+r196+')' if names['Check_more_buyers']>0 else 'OK')
    Budget_expense_variance = columns['Budget.expense_variance'] = [('' if ((actual_expenses == '') or (planned_expenses == '')) else actual_expenses-planned_expenses) for actual_expenses, planned_expenses in zip(Budget_actual_expenses, Budget_planned_expenses, strict=True)]
    Budget_planned_balance = columns['Budget.planned_balance'] = [('' if ((planned_revenue == '') or (planned_expenses == '')) else planned_revenue-planned_expenses) for planned_revenue, planned_expenses in zip(Budget_planned_revenue, Budget_planned_expenses, strict=True)]
    names['PlannedExpensesToDate'] = fast.total_beyond(Budget_planned_expenses, Budget_month, '<=', names['AsOf'])
    r197 = fast.column_total(Budget_planned_expenses)
    r198 = fast.column_total(Budget_planned_revenue)
    names['Check_months_differ'] = (1 if ((not (rounded(r197+names['UnscheduledExpenses']-names['TotalExpenses'], 2) == 0)) or (not (rounded(r198+names['UnscheduledRevenue']-names['TotalRevenue'], 2) == 0))) else 0)
    r199 = fast.ranks(Returns_contact_cost, -5e-10)
    Returns_contact_rank = columns['Returns.contact_rank'] = [('' if (contact_cost == '') else rank_contact_cost) for contact_cost, rank_contact_cost in zip(Returns_contact_cost, r199, strict=True)]
    Returns_verdict = columns['Returns.verdict'] = [(('' if (Actions_status_of_no_folded == 'abandoned') else ('To complete' if ((cost == '') or (cost == 0)) else ('No direct revenue' if ((revenue == '') or (revenue == 0)) else ('To complete' if (effective_rate == '') else ('' if (roi == '') else ('Profitable' if rounded(roi, 9)>1 else ('Not profitable' if rounded(roi, 9)<1 else 'Break-even'))))))) if (action != '') else '') for action, cost, revenue, effective_rate, roi, Actions_status_of_no_folded in zip(Returns_action, Returns_cost, Returns_revenue, Returns_effective_rate, Returns_roi, r88, strict=True)]
    r200 = fast.ranks(Returns_roi, 5e-10)
    Returns_roi_rank = columns['Returns.roi_rank'] = [('' if (roi == '') else rank_roi) for roi, rank_roi in zip(Returns_roi, r200, strict=True)]
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
    names['CoveredCount'] = fast.total_beyond([1] * len(Objectives_planned_attainment), Objectives_planned_attainment, '>=', 0.999999999)
    r201 = fast.by_bound(Budget_planned_margin, Budget_month)
    r202 = fast.by_bound(Budget_planned_expenses, Budget_month)
    Budget_margin_cumulative = columns['Budget.margin_cumulative'] = [(sum(r201.amounts[:bisect_right(r201.bounds, month)])-sum(r202.amounts[:bisect_right(r202.bounds, month)]) if (planned_margin != '') else '') for planned_margin, month in zip(Budget_planned_margin, Budget_month, strict=True)]
    Budget_expense_variance_rate = columns['Budget.expense_variance_rate'] = [('' if ((expense_variance == '') or (planned_expenses == '') or (planned_expenses == 0)) else expense_variance/planned_expenses) for expense_variance, planned_expenses in zip(Budget_expense_variance, Budget_planned_expenses, strict=True)]
    r203 = fast.by_bound(Budget_planned_balance, Budget_month)
    Budget_planned_cumulative = columns['Budget.planned_cumulative'] = [(sum(r203.amounts[:bisect_right(r203.bounds, month)]) if (planned_balance != '') else '') for planned_balance, month in zip(Budget_planned_balance, Budget_month, strict=True)]
    names['ExpensesVarianceToDate'] = names['ActualExpensesToDate']-names['PlannedExpensesToDate']
    names['Dashboard_PlannedExpensesToDate'] = names['PlannedExpensesToDate']
    r204 = as_text(names['Check_months_differ'])
    names['Light_months_differ'] = ('To see'+' ('+r204+')' if names['Check_months_differ']>0 else 'OK')
    names['LightsOn'] = sign(names['Check_not_scheduled'])+sign(names['Check_not_in_returns'])+sign(names['Check_overwritten'])+sign(names['Check_months_outdated'])+sign(names['Check_months_differ'])+sign(names['Check_twice'])+sign(names['Check_objective_unknown'])+sign(names['Check_no_owner'])+sign(names['Check_no_month'])+sign(names['Check_differs'])+sign(names['Check_more_buyers'])+sign(names['Check_tracking_outside'])+sign(names['Check_orphans'])
    r205 = rules.orders(Returns_roi_rank, Returns_no)
    Returns_roi_order = columns['Returns.roi_order'] = [(r205[roi_rank, no] if ((roi_rank != '') and (no != '')) else '') for roi_rank, no in zip(Returns_roi_rank, Returns_no, strict=True)]
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
    r206 = fast.smallest(Budget_planned_cumulative)
    names['LargestNeed'] = ((-r206) if r206<0 else 0)
    names['ExpensesVarianceRateToDate'] = ('' if (names['PlannedExpensesToDate'] == 0) else names['ExpensesVarianceToDate']/names['PlannedExpensesToDate'])
    names['Dashboard_ExpensesVarianceToDate'] = names['ExpensesVarianceToDate']
    names['Dashboard_LightsOn'] = names['LightsOn']
    names['PlanState'] = ('Write a first action on the sheet Action plan.' if (names['ActionCount'] == 0) else ('All is well.' if (names['LightsOn'] == 0) else 'A few points to see below.'))
    r207 = fast.positions(Returns_roi_order)
    Best_place = columns['Best.place']
    r208 = fast.aligned(Returns_no, Returns_roi_order, r207, Best_place)
    Best_no = columns['Best.no'] = [(('' if (Returns_no_of_place == '') else Returns_no_of_place) if (place in r207) else '') for place, Returns_no_of_place in zip(Best_place, r208, strict=True)]
    r209 = fast.kept(Returns_roi, 'number', None)
    r210 = fast.count(r209)
    Worst_place = columns['Worst.place']
    Worst_no = columns['Worst.no'] = [('' if (place == '') else ((('' if (Returns_no[r207[r210+1-place]] == '') else Returns_no[r207[r210+1-place]]) if (r210+1-place in r207) else '') if r210+1-place>5 else '')) for place in Worst_place]
    names['Sim_breakeven_revenue'] = ('' if ((names['Sim_breakeven'] == '') or (names['Sim_net_price'] == '')) else names['Sim_breakeven']*names['Sim_net_price'])
    names['Sim_required_conversion'] = ('' if ((names['Sim_breakeven'] == '') or (names['Sim_contacts'] == '') or (names['Sim_contacts'] == 0)) else names['Sim_breakeven']/names['Sim_contacts'])
    names['Sim_scale'] = (((names['Sim_buyers']/10 if names['Sim_buyers']/10>names['Sim_breakeven']*2/10 else names['Sim_breakeven']*2/10) if (names['Sim_buyers'] != '') else names['Sim_breakeven']*2/10) if (names['Sim_breakeven'] != '') else '')
    names['Dashboard_RevenueVarianceRateToDate'] = ('' if (names['RevenueVarianceRateToDate'] == '') else names['RevenueVarianceRateToDate'])
    names['Sim_verdict'] = (('Profitable' if rounded(names['Sim_roi'], 9)>1 else ('Not profitable' if rounded(names['Sim_roi'], 9)<1 else 'Break-even')) if (names['Sim_roi'] != '') else '')
    r211 = fast.column_total(Budget_planned_margin)
    r212 = fast.positions(Budget_month)
    names['PaysFrom'] = ((r11 if r211>0 else '') if (names['LastLossMonth'] == 0) else (next_month(names['LastLossMonth']) if (next_month(names['LastLossMonth']) in r212) else ('Not this year' if names['TotalCost']>0 else '')))
    r213 = fast.positions(Budget_planned_cumulative)
    names['LargestNeedMonth'] = (('' if (Budget_month[r213[r206]] == '') else Budget_month[r213[r206]]) if names['LargestNeed']>0 else '')
    names['Dashboard_LargestNeed'] = names['LargestNeed']
    names['Dashboard_ExpensesVarianceRateToDate'] = ('' if (names['ExpensesVarianceRateToDate'] == '') else names['ExpensesVarianceRateToDate'])
    r214 = fast.aligned(Returns_action, Returns_no, r6, Best_no)
    Best_action = columns['Best.action'] = [(('' if (Returns_action_of_no == '') else Returns_action_of_no) if (no != '') else '') for no, Returns_action_of_no in zip(Best_no, r214, strict=True)]
    r215 = fast.aligned(Returns_cost, Returns_no, r6, Best_no)
    Best_cost = columns['Best.cost'] = [(('' if (Returns_cost_of_no == '') else Returns_cost_of_no) if (no != '') else '') for no, Returns_cost_of_no in zip(Best_no, r215, strict=True)]
    r216 = fast.aligned(Returns_margin_result, Returns_no, r6, Best_no)
    Best_margin_result = columns['Best.margin_result'] = [(('' if (Returns_margin_result_of_no == '') else Returns_margin_result_of_no) if (no != '') else '') for no, Returns_margin_result_of_no in zip(Best_no, r216, strict=True)]
    r217 = fast.aligned(Returns_roi, Returns_no, r6, Best_no)
    Best_roi = columns['Best.roi'] = [(('' if (Returns_roi_of_no == '') else Returns_roi_of_no) if (no != '') else '') for no, Returns_roi_of_no in zip(Best_no, r217, strict=True)]
    r218 = fast.aligned(Returns_verdict, Returns_no, r6, Best_no)
    Best_verdict = columns['Best.verdict'] = [(('' if (Returns_verdict_of_no == '') else Returns_verdict_of_no) if (no != '') else '') for no, Returns_verdict_of_no in zip(Best_no, r218, strict=True)]
    r219 = fast.aligned(Returns_action, Returns_no, r6, Worst_no)
    Worst_action = columns['Worst.action'] = [(('' if (Returns_action_of_no == '') else Returns_action_of_no) if (no != '') else '') for no, Returns_action_of_no in zip(Worst_no, r219, strict=True)]
    r220 = fast.aligned(Returns_cost, Returns_no, r6, Worst_no)
    Worst_cost = columns['Worst.cost'] = [(('' if (Returns_cost_of_no == '') else Returns_cost_of_no) if (no != '') else '') for no, Returns_cost_of_no in zip(Worst_no, r220, strict=True)]
    r221 = fast.aligned(Returns_margin_result, Returns_no, r6, Worst_no)
    Worst_margin_result = columns['Worst.margin_result'] = [(('' if (Returns_margin_result_of_no == '') else Returns_margin_result_of_no) if (no != '') else '') for no, Returns_margin_result_of_no in zip(Worst_no, r221, strict=True)]
    r222 = fast.aligned(Returns_roi, Returns_no, r6, Worst_no)
    Worst_roi = columns['Worst.roi'] = [(('' if (Returns_roi_of_no == '') else Returns_roi_of_no) if (no != '') else '') for no, Returns_roi_of_no in zip(Worst_no, r222, strict=True)]
    r223 = fast.aligned(Returns_verdict, Returns_no, r6, Worst_no)
    Worst_verdict = columns['Worst.verdict'] = [(('' if (Returns_verdict_of_no == '') else Returns_verdict_of_no) if (no != '') else '') for no, Returns_verdict_of_no in zip(Worst_no, r223, strict=True)]
    names['Sim_safety_margin'] = ('' if ((names['Sim_revenue'] == '') or (names['Sim_breakeven_revenue'] == '') or (names['Sim_revenue'] == 0)) else (names['Sim_revenue']-names['Sim_breakeven_revenue'])/names['Sim_revenue'])
    Curve_step = columns['Curve.step']
    Curve_sales = columns['Curve.sales'] = [('' if ((step == '') or (names['Sim_scale'] == '')) else step*names['Sim_scale']) for step in Curve_step]
    names['Sim_hint'] = ('A cost, a price and a margin rate are needed to draw the curve.' if (names['Sim_scale'] == '') else '')
    names['Dashboard_PaysFrom'] = ('' if (names['PaysFrom'] == '') else names['PaysFrom'])
    names['Dashboard_LargestNeedMonth'] = ('' if (names['LargestNeedMonth'] == '') else names['LargestNeedMonth'])
    Curve_margin = columns['Curve.margin'] = [('' if ((sales == '') or (names['Sim_unit_margin'] == '')) else sales*names['Sim_unit_margin']) for sales in Curve_sales]
    Curve_cost = columns['Curve.cost'] = [(('' if (names['Sim_cost'] == '') else names['Sim_cost']) if (sales != '') else '') for sales in Curve_sales]
