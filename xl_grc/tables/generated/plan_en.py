"""The plain calculation of the kind of workbook 'plan', as `make generated` writes it out of its definition: not to be edited."""

from xl_grc.values import as_text as as_text
from bisect import bisect_left as bisect_left
from bisect import bisect_right as bisect_right
from xl_grc.functions.rounding import ceiling_as_sheets as ceiling
from xl_grc.functions.rounding import cents_as_sheets as cents_of_sum
from xl_grc.tables.runtime.strict import fail as fail
from xl_grc.tables.runtime import fast as fast
from xl_grc.tables.runtime.month_rules import first_of_month as first_of_month
from xl_grc.tables.runtime.rules import folded as folded
from xl_grc.tables.runtime.month_rules import later as later
from xl_grc.tables.runtime.rules import latest as latest
from xl_grc.tables.runtime.text_rules import leading_number as leading_number
from xl_grc.tables.runtime.month_rules import month_number as month_number
from xl_grc.tables.runtime import month_rules as month_rules
from xl_grc.tables.runtime.text_rules import name_in_label as name_in_label
from xl_grc.tables.runtime.month_rules import next_month as next_month
from xl_grc.tables.runtime.rules import nth as nth
from xl_grc.plan.period import place_in_year as place_in_year
from xl_grc.functions.rounding import round_as_sheets as rounded
from xl_grc.tables.runtime import rules as rules
from xl_grc.tables.runtime.rules import sign as sign
from xl_grc.tables.runtime import spots as spots
from xl_grc.tables.runtime.text_rules import trimmed as trimmed
from xl_grc.tables.runtime.text_rules import two_decimals as two_decimals
from xl_grc.tables.runtime.text_rules import whole as whole
from xl_grc.tables.runtime.month_rules import whole_months as whole_months
from xl_grc.tables.runtime.month_rules import year_later as year_later
from xl_grc.tables.runtime.month_rules import year_of_month as year_of_month


def calculate(columns, names, surroundings):
    Tracking_action = columns['Tracking.action']
    Tracking_no = columns['Tracking.no'] = [(leading_number(action) if (action != '') else '') for action in Tracking_action]
    Actions_action = columns['Actions.action']
    Actions_no = columns['Actions.no']
    Actions_label = columns['Actions.label'] = [(('' if (no == '') else as_text(no)+' - '+as_text(action)) if (action != '') else '') for action, no in zip(Actions_action, Actions_no, strict=True)]
    Costs_action = columns['Costs.action']
    Costs_no = columns['Costs.no'] = [(leading_number(action) if (action != '') else '') for action in Costs_action]
    Returns_buyers = columns['Returns.buyers']
    Returns_price = columns['Returns.price']
    Returns_sales = columns['Returns.sales'] = [('' if ((buyers == '') or (price == '')) else buyers*price) for buyers, price in zip(Returns_buyers, Returns_price, strict=True)]
    r0 = fast.positions(Actions_no)
    Schedule_no = columns['Schedule.no']
    r1 = fast.aligned(Actions_action, Actions_no, r0, Schedule_no)
    Schedule_action = columns['Schedule.action'] = [(Actions_action_of_no if (no in r0) else '') for no, Actions_action_of_no in zip(Schedule_no, r1, strict=True)]
    Schedule_revenue_delay = columns['Schedule.revenue_delay']
    Schedule_counted_delay = columns['Schedule.counted_delay'] = [whole_months(revenue_delay, 24) for revenue_delay in Schedule_revenue_delay]
    Returns_no = columns['Returns.no']
    r2 = fast.aligned(Actions_action, Actions_no, r0, Returns_no)
    Returns_action = columns['Returns.action'] = [(Actions_action_of_no if (no in r0) else '') for no, Actions_action_of_no in zip(Returns_no, r2, strict=True)]
    names['ScheduleStart'] = ('' if (names['PeriodStart'] == '') else first_of_month(names['PeriodStart']))
    Types_value = columns['Types.value']
    ByType_place = columns['ByType.place']
    ByType_type = columns['ByType.type'] = [('' if (place == '') else nth(Types_value, place)) for place in ByType_place]
    r3 = as_text(names['Currency'])
    names['AmountsIn_objectives'] = ('' if (names['Currency'] == '') else 'Amounts excl. VAT in'+' '+r3)
    names['AmountsIn_plan'] = ('' if (names['Currency'] == '') else 'Amounts excl. VAT in'+' '+r3)
    names['AmountsIn_schedule'] = ('' if (names['Currency'] == '') else 'Amounts excl. VAT in'+' '+r3)
    names['AmountsIn_costs'] = ('' if (names['Currency'] == '') else 'Amounts excl. VAT in'+' '+r3)
    names['AmountsIn_returns'] = ('' if (names['Currency'] == '') else 'Amounts excl. VAT in'+' '+r3)
    names['AmountsIn_tracking'] = ('' if (names['Currency'] == '') else 'Amounts excl. VAT in'+' '+r3)
    names['AmountsIn_budget'] = ('' if (names['Currency'] == '') else 'Amounts excl. VAT in'+' '+r3)
    names['AmountsIn_simulation'] = ('' if (names['Currency'] == '') else 'Amounts excl. VAT in'+' '+r3)
    names['AmountsIn_dashboard'] = ('' if (names['Currency'] == '') else 'Amounts excl. VAT in'+' '+r3)
    Tracking_expenses = columns['Tracking.expenses']
    r4 = fast.column_total(Tracking_expenses)
    names['ActualExpenses'] = r4
    Tracking_revenue = columns['Tracking.revenue']
    r5 = fast.column_total(Tracking_revenue)
    names['ActualRevenue'] = r5
    names['SimulatedNumber'] = (leading_number(names['SimulatedAction']) if (names['SimulatedAction'] != '') else '')
    names['Sim_discount'] = (names['Try_discount'] if (names['Try_discount'] != '') else 0)
    names['Home_Company'] = names['Company']
    names['Dashboard_Company'] = names['Company']
    names['Dashboard_AsOf'] = names['AsOf']
    r6 = fast.kept(Actions_action, 'filled', None)
    Actions_status = columns['Actions.status']
    r7 = rules.folded_column(Actions_status)
    r8 = fast.kept(r7, 'differs', 'abandoned')
    r9 = fast.all_kept(r6, r8)
    r10 = fast.count(r9)
    names['ActionCount'] = r10
    Objectives_objective = columns['Objectives.objective']
    r11 = fast.kept(Objectives_objective, 'filled', None)
    r12 = fast.count(r11)
    names['ObjectiveCount'] = r12
    names['Check_unreadable_1'] = 0+0+0+0+0+0
    names['Check_unreadable_2'] = 0+0+0+0+0+0
    names['Check_unreadable_3'] = 0+0+0+0+0+0
    names['Check_unreadable_6'] = (1 if False else 0)+(1 if False else 0)+(1 if False else 0)+(1 if False else 0)
    names['Check_below_1'] = spots.rows_below(surroundings, 'Objectives')+spots.rows_below(surroundings, 'Actions')+spots.rows_below(surroundings, 'Schedule')+spots.rows_below(surroundings, 'Costs')+spots.rows_below(surroundings, 'Returns')+spots.rows_below(surroundings, 'Tracking')
    names['Check_below_2'] = spots.rows_below(surroundings, 'Types')+spots.rows_below(surroundings, 'Owners')+spots.rows_below(surroundings, 'Priorities')+spots.rows_below(surroundings, 'Statuses')+spots.rows_below(surroundings, 'Units')+spots.rows_below(surroundings, 'CostItems')
    names['Check_below_3'] = spots.rows_below(surroundings, 'Channels')
    r13 = fast.all_different(Schedule_no)
    r14 = fast.counts(Schedule_no, r13, None)
    r15 = [r14.get(key, 0) for key in Actions_no]
    r16 = fast.all_different(r15)
    r17 = fast.kept(Actions_no, 'number', None)
    r18 = fast.all_kept(r6, r17)
    r19 = fast.counts(r15, r16, r18)
    names['Check_not_scheduled'] = r19.get(0, 0)
    r20 = fast.all_different(Returns_no)
    r21 = fast.counts(Returns_no, r20, None)
    r22 = [r21.get(key, 0) for key in Actions_no]
    r23 = fast.all_different(r22)
    r24 = fast.counts(r22, r23, r18)
    names['Check_not_in_returns'] = r24.get(0, 0)
    names['Check_overwritten_1'] = 0+0+0+0+0+0
    names['Check_overwritten_2'] = 0+0+0+0+0+0
    r25 = fast.all_different(Tracking_no)
    r26 = fast.counts(Tracking_no, r25, None)
    r27 = fast.totals(Tracking_no, Tracking_expenses, r25, None)
    Actions_actual_expenses = columns['Actions.actual_expenses'] = [((r27.get(no, 0) if r26.get(no, 0)>0 else '') if ((action != '') and (no != '')) else '') for action, no in zip(Actions_action, Actions_no, strict=True)]
    r28 = fast.totals(Tracking_no, Tracking_revenue, r25, None)
    Actions_actual_revenue = columns['Actions.actual_revenue'] = [((r28.get(no, 0) if r26.get(no, 0)>0 else '') if ((action != '') and (no != '')) else '') for action, no in zip(Actions_action, Actions_no, strict=True)]
    r29 = rules.folded_column(Tracking_action)
    r30 = fast.all_different(Actions_no)
    r31 = fast.kept(Actions_action, 'entered', None)
    r32 = fast.counts(Actions_no, r30, r31)
    r33 = fast.aligned(Actions_label, Actions_no, r0, Tracking_no)
    r34 = rules.folded_column(r33)
    r35 = rules.folded_column(Actions_action)
    r36 = fast.all_different(r35)
    r37 = fast.counts(r35, r36, r6)
    Tracking_remarks = columns['Tracking.remarks'] = [(('' if (action_folded == 'no action') else ((('' if (Actions_label_of_no_folded == action_folded) else ('Label filled down: this name has another number.' if r37.get(folded(name_in_label(action)), 0)>0 else '')) if r32.get(no, 0)>0 else 'Unknown action.') if (no != '') else 'Unknown action.')) if (action != '') else '') for action, no, action_folded, Actions_label_of_no_folded in zip(Tracking_action, Tracking_no, r29, r34, strict=True)]
    Costs_item = columns['Costs.item']
    r38 = rules.folded_column(Costs_item)
    r39 = fast.kept(Returns_buyers, 'number', None)
    r40 = fast.counts(Returns_no, r20, r39)
    r41 = fast.totals(Returns_no, Returns_buyers, r20, None)
    Costs_unit_cost = columns['Costs.unit_cost']
    Costs_quantity = columns['Costs.quantity']
    Costs_amount = columns['Costs.amount'] = [((quantity*unit_cost if (quantity != '') else (((r41.get(no, 0)*unit_cost if r40.get(no, 0)>0 else '') if (no != '') else '') if (item_folded == 'discount granted (coupon)') else '')) if (unit_cost != '') else '') for unit_cost, quantity, no, item_folded in zip(Costs_unit_cost, Costs_quantity, Costs_no, r38, strict=True)]
    r42 = fast.aligned(Actions_label, Actions_no, r0, Costs_no)
    r43 = rules.folded_column(r42)
    r44 = rules.folded_column(Costs_action)
    Costs_remarks = columns['Costs.remarks'] = [(((('' if (Actions_label_of_no_folded == action_folded) else ('Label filled down: this name has another number.' if r37.get(folded(name_in_label(action)), 0)>0 else '')) if r32.get(no, 0)>0 else 'Unknown action.') if (no != '') else 'Unknown action.') if (action != '') else '') for action, no, Actions_label_of_no_folded, action_folded in zip(Costs_action, Costs_no, r43, r44, strict=True)]
    r45 = fast.kept(Returns_sales, 'number', None)
    r46 = fast.counts(Returns_no, r20, r45)
    r47 = fast.totals(Returns_no, Returns_sales, r20, None)
    Actions_revenue = columns['Actions.revenue']
    Actions_effective_revenue = columns['Actions.effective_revenue'] = [((r47.get(no, 0) if r46.get(no, 0)>0 else revenue) if ((action != '') and (no != '') and (not (status_folded == 'abandoned'))) else '') for action, no, revenue, status_folded in zip(Actions_action, Actions_no, Actions_revenue, r7, strict=True)]
    Actions_owner = columns['Actions.owner']
    r48 = fast.aligned(Actions_owner, Actions_no, r0, Schedule_no)
    Schedule_owner = columns['Schedule.owner'] = [(Actions_owner_of_no if (action != '') else '') for action, Actions_owner_of_no in zip(Schedule_action, r48, strict=True)]
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
    r49 = fast.shares(Schedule_month_1, Schedule_month_2, Schedule_month_3, Schedule_month_4, Schedule_month_5, Schedule_month_6, Schedule_month_7, Schedule_month_8, Schedule_month_9, Schedule_month_10, Schedule_month_11, Schedule_month_12)
    r50 = fast.active_months(r49, 12)
    Schedule_months = columns['Schedule.months'] = [(active_r50 if (action != '') else '') for action, active_r50 in zip(Schedule_action, r50, strict=True)]
    r51 = fast.total_shares(r49)
    Schedule_shares = columns['Schedule.shares'] = [(shares_r51 if (action != '') else '') for action, shares_r51 in zip(Schedule_action, r51, strict=True)]
    r52 = fast.aligned(Actions_status, Actions_no, r0, Schedule_no)
    Schedule_status = columns['Schedule.status'] = [(Actions_status_of_no if (action != '') else '') for action, Actions_status_of_no in zip(Schedule_action, r52, strict=True)]
    r53 = fast.kept(Schedule_revenue_delay, 'number', None)
    r54 = fast.kept(Schedule_revenue_delay, 'unlike', Schedule_counted_delay)
    r55 = fast.all_kept(r53, r54)
    r56 = fast.count(r55)
    names['Check_unreadable_4'] = 0+0+0+0+0+r56
    Returns_margin_rate = columns['Returns.margin_rate']
    Returns_unit_cost_price = columns['Returns.unit_cost_price']
    Returns_effective_rate = columns['Returns.effective_rate'] = [((margin_rate if (margin_rate != '') else (('' if (price == 0) else (price-unit_cost_price)/price) if ((unit_cost_price != '') and (price != '')) else names['DefaultMarginRate'])) if (action != '') else '') for action, margin_rate, unit_cost_price, price in zip(Returns_action, Returns_margin_rate, Returns_unit_cost_price, Returns_price, strict=True)]
    r57 = fast.aligned(Actions_status, Actions_no, r0, Returns_no)
    r58 = rules.folded_column(r57)
    Returns_contacts = columns['Returns.contacts']
    Returns_conversion_rate = columns['Returns.conversion_rate'] = [(('' if (Actions_status_of_no_folded == 'abandoned') else ('' if ((buyers == '') or (contacts == '') or (contacts == 0)) else buyers/contacts)) if (action != '') else '') for action, buyers, contacts, Actions_status_of_no_folded in zip(Returns_action, Returns_buyers, Returns_contacts, r58, strict=True)]
    names['Check_unprinted'] = len(spots.unprinted(surroundings, 'Objectives', 'objective', Objectives_objective))+len(spots.unprinted(surroundings, 'Actions', 'action', Actions_action))+len(spots.unprinted(surroundings, 'Schedule', 'action', Schedule_action))+len(spots.unprinted(surroundings, 'Costs', 'action', Costs_action))+len(spots.unprinted(surroundings, 'Returns', 'action', Returns_action))+len(spots.unprinted(surroundings, 'Tracking', 'action', Tracking_action))
    r59 = month_rules.plan_months(names['ScheduleStart'])
    Budget_month = columns['Budget.month'] = [('' if (names['ScheduleStart'] == '') else month_of_plan) for month_of_plan in r59]
    names['MonthName_1'] = (('January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December')[place_in_year(month_number(names['ScheduleStart'])+0) - 1] if (names['ScheduleStart'] != '') else '')
    names['MonthName_2'] = (('January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December')[place_in_year(month_number(names['ScheduleStart'])+1) - 1] if (names['ScheduleStart'] != '') else '')
    names['MonthName_3'] = (('January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December')[place_in_year(month_number(names['ScheduleStart'])+2) - 1] if (names['ScheduleStart'] != '') else '')
    names['MonthName_4'] = (('January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December')[place_in_year(month_number(names['ScheduleStart'])+3) - 1] if (names['ScheduleStart'] != '') else '')
    names['MonthName_5'] = (('January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December')[place_in_year(month_number(names['ScheduleStart'])+4) - 1] if (names['ScheduleStart'] != '') else '')
    names['MonthName_6'] = (('January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December')[place_in_year(month_number(names['ScheduleStart'])+5) - 1] if (names['ScheduleStart'] != '') else '')
    names['MonthName_7'] = (('January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December')[place_in_year(month_number(names['ScheduleStart'])+6) - 1] if (names['ScheduleStart'] != '') else '')
    names['MonthName_8'] = (('January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December')[place_in_year(month_number(names['ScheduleStart'])+7) - 1] if (names['ScheduleStart'] != '') else '')
    names['MonthName_9'] = (('January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December')[place_in_year(month_number(names['ScheduleStart'])+8) - 1] if (names['ScheduleStart'] != '') else '')
    names['MonthName_10'] = (('January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December')[place_in_year(month_number(names['ScheduleStart'])+9) - 1] if (names['ScheduleStart'] != '') else '')
    names['MonthName_11'] = (('January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December')[place_in_year(month_number(names['ScheduleStart'])+10) - 1] if (names['ScheduleStart'] != '') else '')
    names['MonthName_12'] = (('January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December')[place_in_year(month_number(names['ScheduleStart'])+11) - 1] if (names['ScheduleStart'] != '') else '')
    names['MonthYear_1'] = ('' if (names['ScheduleStart'] == '') else year_of_month(names['ScheduleStart'], 0))
    names['MonthYear_2'] = ('' if (names['ScheduleStart'] == '') else year_of_month(names['ScheduleStart'], 1))
    names['MonthYear_3'] = ('' if (names['ScheduleStart'] == '') else year_of_month(names['ScheduleStart'], 2))
    names['MonthYear_4'] = ('' if (names['ScheduleStart'] == '') else year_of_month(names['ScheduleStart'], 3))
    names['MonthYear_5'] = ('' if (names['ScheduleStart'] == '') else year_of_month(names['ScheduleStart'], 4))
    names['MonthYear_6'] = ('' if (names['ScheduleStart'] == '') else year_of_month(names['ScheduleStart'], 5))
    names['MonthYear_7'] = ('' if (names['ScheduleStart'] == '') else year_of_month(names['ScheduleStart'], 6))
    names['MonthYear_8'] = ('' if (names['ScheduleStart'] == '') else year_of_month(names['ScheduleStart'], 7))
    names['MonthYear_9'] = ('' if (names['ScheduleStart'] == '') else year_of_month(names['ScheduleStart'], 8))
    names['MonthYear_10'] = ('' if (names['ScheduleStart'] == '') else year_of_month(names['ScheduleStart'], 9))
    names['MonthYear_11'] = ('' if (names['ScheduleStart'] == '') else year_of_month(names['ScheduleStart'], 10))
    names['MonthYear_12'] = ('' if (names['ScheduleStart'] == '') else year_of_month(names['ScheduleStart'], 11))
    names['MonthsOver'] = ((month_number(names['AsOf'])-month_number(names['ScheduleStart']) if (names['AsOf'] != '') else 0) if (names['ScheduleStart'] != '') else '')
    Tracking_date = columns['Tracking.date']
    r60 = fast.kept(Tracking_date, 'blank', None)
    r61 = fast.kept(Tracking_expenses, 'positive', None)
    r62 = fast.all_kept(r60, r61)
    r63 = fast.count(r62)
    r64 = fast.kept(Tracking_expenses, 'not positive', None)
    r65 = fast.kept(Tracking_revenue, 'positive', None)
    r66 = fast.all_kept(r60, r64, r65)
    r67 = fast.count(r66)
    names['Check_tracking_outside'] = (fast.total_beyond([1] * len(Tracking_date), Tracking_date, '<', names['ScheduleStart']) if (names['ScheduleStart'] != '') else 0)+(fast.total_beyond([1] * len(Tracking_date), Tracking_date, '>=', year_later(names['ScheduleStart'])) if (names['ScheduleStart'] != '') else 0)+r63+r67
    names['Home_ActualExpenses'] = names['ActualExpenses']
    names['Dashboard_ActualExpenses'] = names['ActualExpenses']
    names['Home_ActualRevenue'] = names['ActualRevenue']
    names['Dashboard_ActualRevenue'] = names['ActualRevenue']
    names['ActualNetResult'] = rounded(names['ActualRevenue']-names['ActualExpenses'], 2)
    r68 = fast.kept(Returns_contacts, 'number', None)
    r69 = fast.counts(Returns_no, r20, r68)
    r70 = fast.totals(Returns_no, Returns_contacts, r20, None)
    names['Plan_contacts'] = ((r70.get(names['SimulatedNumber'], 0) if r69.get(names['SimulatedNumber'], 0)>0 else '') if (names['SimulatedNumber'] != '') else '')
    names['Plan_buyers'] = ((r41.get(names['SimulatedNumber'], 0) if r40.get(names['SimulatedNumber'], 0)>0 else '') if (names['SimulatedNumber'] != '') else '')
    r71 = fast.kept(Returns_price, 'number', None)
    r72 = fast.counts(Returns_no, r20, r71)
    r73 = fast.totals(Returns_no, Returns_price, r20, None)
    names['Plan_price'] = ((r73.get(names['SimulatedNumber'], 0) if r72.get(names['SimulatedNumber'], 0)>0 else '') if (names['SimulatedNumber'] != '') else '')
    names['Spot_unreadable_1'] = (spots.largest(spots.first_kept(surroundings, 2, 'Objectives.target', []), spots.first_kept(surroundings, 2, 'Objectives.due', []), spots.first_kept(surroundings, 2, 'Objectives.entered_actual', []), spots.first_kept(surroundings, 3, 'Actions.no', []), spots.first_kept(surroundings, 3, 'Actions.expenses', []), spots.first_kept(surroundings, 3, 'Actions.revenue', [])) if names['Check_unreadable_1']>0 else 0)
    names['Spot_unreadable_2'] = (spots.largest(spots.first_kept(surroundings, 3, 'Actions.progress', []), spots.first_kept(surroundings, 4, 'Schedule.no', []), spots.first_kept(surroundings, 4, 'Schedule.revenue_delay', []), spots.first_unreadable_month(surroundings, 4, 'Schedule', Schedule_month_1, Schedule_month_2, Schedule_month_3, Schedule_month_4, Schedule_month_5, Schedule_month_6, Schedule_month_7, Schedule_month_8, Schedule_month_9, Schedule_month_10, Schedule_month_11, Schedule_month_12), spots.first_kept(surroundings, 5, 'Costs.quantity', []), spots.first_kept(surroundings, 5, 'Costs.unit_cost', [])) if names['Check_unreadable_2']>0 else 0)
    names['Spot_unreadable_3'] = (spots.largest(spots.first_kept(surroundings, 6, 'Returns.no', []), spots.first_kept(surroundings, 6, 'Returns.contacts', []), spots.first_kept(surroundings, 6, 'Returns.buyers', []), spots.first_kept(surroundings, 6, 'Returns.price', []), spots.first_kept(surroundings, 6, 'Returns.unit_cost_price', []), spots.first_kept(surroundings, 6, 'Returns.margin_rate', [])) if names['Check_unreadable_3']>0 else 0)
    names['Spot_unreadable_6'] = (spots.largest((spots.of_name(surroundings, 9, 'Try_buyers') if False else 0), (spots.of_name(surroundings, 9, 'Try_price') if False else 0), (spots.of_name(surroundings, 9, 'Try_margin_rate') if False else 0), (spots.of_name(surroundings, 9, 'Try_discount') if False else 0)) if names['Check_unreadable_6']>0 else 0)
    names['Spot_below_1'] = (spots.largest(spots.first_below(surroundings, 2, 'Objectives'), spots.first_below(surroundings, 3, 'Actions'), spots.first_below(surroundings, 4, 'Schedule'), spots.first_below(surroundings, 5, 'Costs'), spots.first_below(surroundings, 6, 'Returns'), spots.first_below(surroundings, 7, 'Tracking')) if names['Check_below_1']>0 else 0)
    names['Spot_below_2'] = (spots.largest(spots.first_below(surroundings, 11, 'Types'), spots.first_below(surroundings, 11, 'Owners'), spots.first_below(surroundings, 11, 'Priorities'), spots.first_below(surroundings, 11, 'Statuses'), spots.first_below(surroundings, 11, 'Units'), spots.first_below(surroundings, 11, 'CostItems')) if names['Check_below_2']>0 else 0)
    names['Spot_below_3'] = (spots.first_below(surroundings, 11, 'Channels') if names['Check_below_3']>0 else 0)
    names['Check_below'] = names['Check_below_1']+names['Check_below_2']+names['Check_below_3']
    names['Spot_not_scheduled'] = (spots.first_kept(surroundings, 3, 'Actions.no', fast.all_kept(r6, r17, fast.kept(r15, '=', 0))) if names['Check_not_scheduled']>0 else 0)
    r74 = as_text(names['Check_not_scheduled'])
    names['Light_not_scheduled'] = ('To check'+' ('+r74+')' if names['Check_not_scheduled']>0 else 'OK')
    names['Spot_not_in_returns'] = (spots.first_kept(surroundings, 3, 'Actions.no', fast.all_kept(r6, r17, fast.kept(r22, '=', 0))) if names['Check_not_in_returns']>0 else 0)
    r75 = as_text(names['Check_not_in_returns'])
    names['Light_not_in_returns'] = ('To check'+' ('+r75+')' if names['Check_not_in_returns']>0 else 'OK')
    names['Spot_overwritten_1'] = (spots.largest(0, 0, 0, 0, 0, 0) if names['Check_overwritten_1']>0 else 0)
    names['Spot_overwritten_2'] = (spots.largest(0, 0, 0, 0, 0, 0) if names['Check_overwritten_2']>0 else 0)
    names['Check_overwritten'] = names['Check_overwritten_1']+names['Check_overwritten_2']
    r76 = fast.all_different(Costs_no)
    r77 = fast.kept(Costs_amount, 'number', None)
    r78 = fast.counts(Costs_no, r76, r77)
    r79 = fast.totals(Costs_no, Costs_amount, r76, None)
    Actions_expenses = columns['Actions.expenses']
    Actions_effective_expenses = columns['Actions.effective_expenses'] = [((r79.get(no, 0) if r78.get(no, 0)>0 else expenses) if ((action != '') and (no != '') and (not (status_folded == 'abandoned'))) else '') for action, no, expenses, status_folded in zip(Actions_action, Actions_no, Actions_expenses, r7, strict=True)]
    r80 = fast.kept(r38, 'same', 'discount granted (coupon)')
    r81 = fast.totals(Costs_no, Costs_amount, r76, r80)
    names['PlannedDiscount'] = (r81.get(names['SimulatedNumber'], 0) if (names['SimulatedNumber'] != '') else 0)
    r82 = rules.folded_column(Costs_remarks)
    r83 = fast.all_different(r82)
    r84 = fast.counts(r82, r83, None)
    r85 = rules.folded_column(Tracking_remarks)
    r86 = fast.all_different(r85)
    r87 = fast.counts(r85, r86, None)
    r88 = fast.anything(Schedule_month_1, Schedule_month_2, Schedule_month_3, Schedule_month_4, Schedule_month_5, Schedule_month_6, Schedule_month_7, Schedule_month_8, Schedule_month_9, Schedule_month_10, Schedule_month_11, Schedule_month_12, Schedule_revenue_delay)
    r89 = fast.all_different(r88)
    r90 = fast.kept(Schedule_action, 'blank', None)
    r91 = fast.counts(r88, r89, r90)
    Costs_unit = columns['Costs.unit']
    r92 = fast.anything(Costs_item, Costs_quantity, Costs_unit, Costs_unit_cost)
    r93 = fast.all_different(r92)
    r94 = fast.kept(Costs_action, 'blank', None)
    r95 = fast.counts(r92, r93, r94)
    r96 = fast.anything(Returns_contacts, Returns_buyers, Returns_price, Returns_unit_cost_price, Returns_margin_rate)
    r97 = fast.all_different(r96)
    r98 = fast.kept(Returns_action, 'blank', None)
    r99 = fast.counts(r96, r97, r98)
    names['Check_orphans'] = r84.get('unknown action.', 0)+r87.get('unknown action.', 0)+r91.get(1, 0)+r95.get(1, 0)+r99.get(1, 0)
    names['Check_dragged'] = r84.get('label filled down: this name has another number.', 0)+r87.get('label filled down: this name has another number.', 0)
    r100 = fast.aligned(Actions_effective_revenue, Actions_no, r0, Returns_no)
    Returns_revenue = columns['Returns.revenue'] = [(Actions_effective_revenue_of_no if (action != '') else '') for action, Actions_effective_revenue_of_no in zip(Returns_action, r100, strict=True)]
    Actions_type = columns['Actions.type']
    r101 = rules.folded_column(Actions_type)
    r102 = rules.folded_column(ByType_type)
    r103 = fast.all_different(r101)
    r104 = fast.totals(r101, Actions_effective_revenue, r103, None)
    ByType_revenue = columns['ByType.revenue'] = [(r104.get(type_folded, 0) if (type != '') else '') for type, type_folded in zip(ByType_type, r102, strict=True)]
    r105 = fast.column_total(Actions_effective_revenue)
    names['TotalRevenue'] = r105
    Actions_short_term = columns['Actions.short_term']
    r106 = fast.kept(Actions_short_term, 'marked', None)
    r107 = fast.total(Actions_effective_revenue, r106)
    names['Revenue_short_term'] = r107
    Actions_medium_term = columns['Actions.medium_term']
    r108 = fast.kept(Actions_medium_term, 'marked', None)
    r109 = fast.total(Actions_effective_revenue, r108)
    names['Revenue_medium_term'] = r109
    Actions_long_term = columns['Actions.long_term']
    r110 = fast.kept(Actions_long_term, 'marked', None)
    r111 = fast.total(Actions_effective_revenue, r110)
    names['Revenue_long_term'] = r111
    r112 = fast.totals_along(Schedule_months, Schedule_no, Actions_no)
    r113 = fast.all_different(r112)
    r114 = fast.totals(r112, Actions_effective_revenue, r113, None)
    names['UnscheduledRevenue'] = r114.get(0, 0)
    r115 = fast.aligned(Actions_effective_revenue, Actions_no, r0, Schedule_no)
    Schedule_revenue_per_share = columns['Schedule.revenue_per_share'] = [(('' if ((Actions_effective_revenue_of_no == '') or (shares == '') or (shares == 0)) else Actions_effective_revenue_of_no/shares) if (action != '') else '') for action, shares, Actions_effective_revenue_of_no in zip(Schedule_action, Schedule_shares, r115, strict=True)]
    r116 = fast.all_different(Schedule_months)
    r117 = fast.kept(Schedule_action, 'filled', None)
    r118 = rules.folded_column(Schedule_status)
    r119 = fast.kept(r118, 'differs', 'abandoned')
    r120 = fast.all_kept(r117, r119)
    r121 = fast.counts(Schedule_months, r116, r120)
    names['Check_no_month'] = r121.get(0, 0)
    names['Spot_unreadable_4'] = (spots.largest(spots.first_kept(surroundings, 7, 'Tracking.date', []), spots.first_kept(surroundings, 7, 'Tracking.expenses', []), spots.first_kept(surroundings, 7, 'Tracking.revenue', []), spots.first_kept(surroundings, 7, 'Tracking.contacts', []), spots.first_kept(surroundings, 7, 'Tracking.buyers', []), spots.first_kept(surroundings, 4, 'Schedule.revenue_delay', r55)) if names['Check_unreadable_4']>0 else 0)
    Objectives_measure = columns['Objectives.measure']
    r122 = rules.folded_column(Objectives_measure)
    Actions_objective = columns['Actions.objective']
    r123 = rules.folded_column(Actions_objective)
    r124 = rules.folded_column(Objectives_objective)
    r125 = fast.all_different(r123)
    r126 = fast.kept(Actions_actual_revenue, 'filled', None)
    r127 = fast.counts(r123, r125, r126)
    r128 = fast.totals(r123, Actions_actual_revenue, r125, None)
    r129 = fast.kept(Returns_effective_rate, 'number', None)
    r130 = fast.counts(Returns_no, r20, r129)
    r131 = [r130.get(key, 0) for key in Actions_no]
    r132 = fast.totals(r123, r131, r125, r126)
    r133 = fast.totals_along(Returns_effective_rate, Returns_no, Actions_no)
    r134 = fast.totals(r123, fast.products(Actions_actual_revenue, r133), r125, None)
    Tracking_buyers = columns['Tracking.buyers']
    r135 = fast.totals_along(Tracking_buyers, Tracking_no, Actions_no)
    r136 = fast.totals(r123, r135, r125, r17)
    Tracking_contacts = columns['Tracking.contacts']
    r137 = fast.totals_along(Tracking_contacts, Tracking_no, Actions_no)
    r138 = fast.totals(r123, r137, r125, r17)
    Objectives_entered_actual = columns['Objectives.entered_actual']
    Objectives_actual = columns['Objectives.actual'] = [(((r128.get(objective_folded, 0) if r127.get(objective_folded, 0)>0 else '') if ((measure == '') or (measure_folded == 'revenue')) else ((r134.get(objective_folded, 0) if r132.get(objective_folded, 0)>0 else '') if (measure_folded == 'margin') else ((r136.get(objective_folded, 0) if r127.get(objective_folded, 0)>0 else '') if (measure_folded == 'buyers') else ((r138.get(objective_folded, 0) if r127.get(objective_folded, 0)>0 else '') if (measure_folded == 'contacts') else (entered_actual if (measure_folded == 'other') else ''))))) if (objective != '') else '') for objective, measure, entered_actual, measure_folded, objective_folded in zip(Objectives_objective, Objectives_measure, Objectives_entered_actual, r122, r124, strict=True)]
    r139 = fast.positions(Returns_no)
    names['Plan_margin_rate'] = (Returns_effective_rate[r139[names['SimulatedNumber']]] if (names['SimulatedNumber'] in r139) else '')
    r140 = fast.kept(Returns_conversion_rate, 'above', 1)
    r141 = fast.count(r140)
    names['Check_more_buyers'] = r141
    names['Spot_unprinted'] = (spots.largest(spots.first_unprinted(2, surroundings, 'Objectives', 'objective', Objectives_objective), spots.first_unprinted(3, surroundings, 'Actions', 'action', Actions_action), spots.first_unprinted(4, surroundings, 'Schedule', 'action', Schedule_action), spots.first_unprinted(5, surroundings, 'Costs', 'action', Costs_action), spots.first_unprinted(6, surroundings, 'Returns', 'action', Returns_action), spots.first_unprinted(7, surroundings, 'Tracking', 'action', Tracking_action)) if names['Check_unprinted']>0 else 0)
    r142 = as_text(names['Check_unprinted'])
    names['Light_unprinted'] = ('Information'+' ('+r142+')' if names['Check_unprinted']>0 else 'OK')
    r143 = fast.by_bound(Tracking_expenses, Tracking_date)
    Budget_actual_expenses = columns['Budget.actual_expenses'] = [(('' if (names['AsOf'] == '') else (sum(r143.amounts[bisect_left(r143.bounds, month):bisect_left(r143.bounds, next_month(month))]) if month<=names['AsOf'] else '')) if (month != '') else '') for month in Budget_month]
    r144 = fast.by_bound(Tracking_revenue, Tracking_date)
    Budget_actual_revenue = columns['Budget.actual_revenue'] = [(('' if (names['AsOf'] == '') else (sum(r144.amounts[bisect_left(r144.bounds, month):bisect_left(r144.bounds, next_month(month))]) if month<=names['AsOf'] else '')) if (month != '') else '') for month in Budget_month]
    names['Check_months_outdated'] = (len(spots.differing(surroundings, 'Schedule', [names['MonthName_1'], names['MonthName_2'], names['MonthName_3'], names['MonthName_4'], names['MonthName_5'], names['MonthName_6'], names['MonthName_7'], names['MonthName_8'], names['MonthName_9'], names['MonthName_10'], names['MonthName_11'], names['MonthName_12']])) if (names['ScheduleStart'] != '') else 0)
    r145 = as_text(names['MonthName_1'])
    r146 = as_text(names['MonthYear_1'])
    r147 = as_text(names['MonthName_12'])
    r148 = as_text(names['MonthYear_12'])
    names['PlanPeriod'] = (('' if ((names['MonthName_1'] == '') or (names['MonthName_12'] == '')) else ''.join((r145, ' ', r146, ' - ', r147, ' ', r148))) if (names['PeriodStart'] != '') else '')
    r149 = fast.active_months(r49, names['MonthsOver'])
    Schedule_months_over = columns['Schedule.months_over'] = [((active_r149 if (names['MonthsOver'] != '') else '') if (action != '') else '') for action, active_r149 in zip(Schedule_action, r149, strict=True)]
    names['Spot_tracking_outside'] = (spots.largest((spots.first_kept(surroundings, 7, 'Tracking.date', fast.all_kept(fast.kept(Tracking_date, 'number', None), fast.kept(Tracking_date, '<', names['ScheduleStart']))) if (names['ScheduleStart'] != '') else 0), (spots.first_kept(surroundings, 7, 'Tracking.date', fast.all_kept(fast.kept(Tracking_date, 'number', None), fast.kept(Tracking_date, '>=', year_later(names['ScheduleStart'])))) if (names['ScheduleStart'] != '') else 0), spots.first_kept(surroundings, 7, 'Tracking.date', r62), spots.first_kept(surroundings, 7, 'Tracking.date', r66)) if names['Check_tracking_outside']>0 else 0)
    r150 = as_text(names['Check_tracking_outside'])
    names['Light_tracking_outside'] = ('To check'+' ('+r150+')' if names['Check_tracking_outside']>0 else 'OK')
    names['Sim_contacts'] = (names['Try_contacts'] if (names['Try_contacts'] != '') else names['Plan_contacts'])
    names['Sim_buyers'] = (names['Try_buyers'] if (names['Try_buyers'] != '') else names['Plan_buyers'])
    names['Sim_price'] = (names['Try_price'] if (names['Try_price'] != '') else names['Plan_price'])
    names['Spot_below'] = (spots.largest(names['Spot_below_1'], names['Spot_below_2'], names['Spot_below_3']) if names['Check_below']>0 else 0)
    r151 = as_text(names['Check_below'])
    names['Light_below'] = ('To check'+' ('+r151+')' if names['Check_below']>0 else 'OK')
    r152 = {'home': 'Home', 'objectives': 'Objectives', 'plan': 'Action plan', 'schedule': 'Schedule', 'costs': 'Costs', 'returns': 'Profitability', 'tracking': 'Tracking', 'budget': 'Budget', 'simulation': 'Simulation', 'dashboard': 'Dashboard', 'settings': 'Settings'}
    names['Goto_not_scheduled'] = spots.shown(surroundings, names['Spot_not_scheduled'], r152)
    names['Goto_not_in_returns'] = spots.shown(surroundings, names['Spot_not_in_returns'], r152)
    names['Spot_overwritten'] = (spots.largest(names['Spot_overwritten_1'], names['Spot_overwritten_2']) if names['Check_overwritten']>0 else 0)
    r153 = as_text(names['Check_overwritten'])
    names['Light_overwritten'] = ('To check'+' ('+r153+')' if names['Check_overwritten']>0 else 'OK')
    r154 = fast.counts(Actions_no, r30, None)
    r155 = fast.totals(Schedule_no, Schedule_months, r13, None)
    r156 = fast.totals(Returns_no, Returns_conversion_rate, r20, None)
    r157 = fast.counts(r35, r36, None)
    Statuses_value = columns['Statuses.value']
    r158 = rules.folded_column(Statuses_value)
    r159 = fast.all_different(r158)
    r160 = fast.counts(r158, r159, None)
    r161 = fast.all_different(r124)
    r162 = fast.counts(r124, r161, None)
    Actions_remarks = columns['Actions.remarks'] = [(trimmed(''.join(((('Number used twice.'+' ' if r154.get(no, 0)>1 else '')+('No month.'+' ' if r155.get(no, 0)<1 else '')+('More buyers than contacts.'+' ' if r156.get(no, 0)>1 else '') if (no != '') else 'No number.'+' '), ('Action written twice.'+' ' if r157.get(action_folded, 0)>1 else ''), ((('Unknown status.'+' ' if r160.get(status_folded, 0)<1 else '') if (status_folded not in ('to do', 'in progress', 'done', 'postponed', 'abandoned')) else '') if (status != '') else ''), (('Unknown objective.'+' ' if r162.get(objective_folded, 0)<1 else '') if (objective != '') else ''), ('No owner.'+' ' if (owner == '') else ''), ((('Expenses other than typed.'+' ' if (not (expenses == effective_expenses or rounded(expenses, 2) == rounded(effective_expenses, 2))) else '') if (effective_expenses != '') else '') if (expenses != '') else ''), ((('Revenue other than typed.'+' ' if (not (revenue == effective_revenue or rounded(revenue, 2) == rounded(effective_revenue, 2))) else '') if (effective_revenue != '') else '') if (revenue != '') else '')))) if ((action != '') and (not (status_folded == 'abandoned'))) else '') for action, status, no, objective, owner, expenses, effective_expenses, revenue, effective_revenue, status_folded, action_folded, objective_folded in zip(Actions_action, Actions_status, Actions_no, Actions_objective, Actions_owner, Actions_expenses, Actions_effective_expenses, Actions_revenue, Actions_effective_revenue, r7, r35, r123, strict=True)]
    r163 = fast.aligned(Actions_effective_expenses, Actions_no, r0, Schedule_no)
    Schedule_expenses_per_share = columns['Schedule.expenses_per_share'] = [(('' if ((Actions_effective_expenses_of_no == '') or (shares == '') or (shares == 0)) else Actions_effective_expenses_of_no/shares) if (action != '') else '') for action, shares, Actions_effective_expenses_of_no in zip(Schedule_action, Schedule_shares, r163, strict=True)]
    r164 = fast.aligned(Actions_effective_expenses, Actions_no, r0, Returns_no)
    Returns_cost = columns['Returns.cost'] = [(Actions_effective_expenses_of_no if (action != '') else '') for action, Actions_effective_expenses_of_no in zip(Returns_action, r164, strict=True)]
    r165 = fast.totals(r101, Actions_effective_expenses, r103, None)
    ByType_expenses = columns['ByType.expenses'] = [(r165.get(type_folded, 0) if (type != '') else '') for type, type_folded in zip(ByType_type, r102, strict=True)]
    r166 = fast.column_total(Actions_effective_expenses)
    names['TotalExpenses'] = r166
    r167 = fast.totals(r112, Actions_effective_expenses, r113, None)
    names['UnscheduledExpenses'] = r167.get(0, 0)
    r168 = fast.total(Actions_effective_expenses, r106)
    names['Expenses_short_term'] = r168
    r169 = fast.total(Actions_effective_expenses, r108)
    names['Expenses_medium_term'] = r169
    r170 = fast.total(Actions_effective_expenses, r110)
    names['Expenses_long_term'] = r170
    names['Sim_discount_note'] = ((("The cost tried counts as typed: it must not hold the plan's discount." if (names['Try_cost'] != '') else "The discount tried replaces the plan's, taken off the cost: "+as_text(whole(names['PlannedDiscount'], ',', r3))) if (names['Currency'] != '') else '') if ((names['Try_discount'] != '') and names['PlannedDiscount']>0) else '')
    names['Spot_orphans'] = (spots.largest(spots.first_kept(surroundings, 5, 'Costs.action', fast.kept(r82, 'same', 'unknown action.')), spots.first_kept(surroundings, 7, 'Tracking.action', fast.kept(r85, 'same', 'unknown action.')), spots.first_kept(surroundings, 4, 'Schedule.no', fast.all_kept(r90, fast.kept(r88, '=', 1))), spots.first_kept(surroundings, 5, 'Costs.action', fast.all_kept(r94, fast.kept(r92, '=', 1))), spots.first_kept(surroundings, 6, 'Returns.no', fast.all_kept(r98, fast.kept(r96, '=', 1)))) if names['Check_orphans']>0 else 0)
    r171 = as_text(names['Check_orphans'])
    names['Light_orphans'] = ('To check'+' ('+r171+')' if names['Check_orphans']>0 else 'OK')
    names['Spot_dragged'] = (spots.largest(spots.first_kept(surroundings, 5, 'Costs.action', fast.kept(r82, 'same', 'label filled down: this name has another number.')), spots.first_kept(surroundings, 7, 'Tracking.action', fast.kept(r85, 'same', 'label filled down: this name has another number.'))) if names['Check_dragged']>0 else 0)
    r172 = as_text(names['Check_dragged'])
    names['Light_dragged'] = ('To check'+' ('+r172+')' if names['Check_dragged']>0 else 'OK')
    Returns_margin = columns['Returns.margin'] = [(('' if (effective_rate == '') else revenue*effective_rate) if ((revenue != '') and revenue>0) else '') for revenue, effective_rate in zip(Returns_revenue, Returns_effective_rate, strict=True)]
    names['Home_TotalRevenue'] = names['TotalRevenue']
    names['Dashboard_TotalRevenue'] = names['TotalRevenue']
    r173 = fast.all_kept(r106, r108)
    r174 = fast.total(Actions_effective_revenue, r173)
    r175 = fast.all_kept(r106, r110)
    r176 = fast.total(Actions_effective_revenue, r175)
    r177 = fast.all_kept(r108, r110)
    r178 = fast.total(Actions_effective_revenue, r177)
    r179 = fast.all_kept(r106, r108, r110)
    r180 = fast.total(Actions_effective_revenue, r179)
    names['Revenue_no_horizon'] = rounded(names['TotalRevenue']-r107-r109-r111+r174+r176+r178-r180, 2)
    r181 = fast.column_total(ByType_revenue)
    names['OtherTypes_revenue'] = rounded(names['TotalRevenue']-r181, 2)
    names['Dashboard_UnscheduledRevenue'] = names['UnscheduledRevenue']
    Schedule_counted_revenue = columns['Schedule.counted_revenue'] = [(revenue_per_share if (revenue_per_share != '') else 0) for revenue_per_share in Schedule_revenue_per_share]
    names['Spot_no_month'] = (spots.first_kept(surroundings, 4, 'Schedule.month_1', fast.all_kept(fast.kept(Schedule_months, '=', 0), r117, r119)) if names['Check_no_month']>0 else 0)
    r182 = as_text(names['Check_no_month'])
    names['Light_no_month'] = ('To check'+' ('+r182+')' if names['Check_no_month']>0 else 'OK')
    Objectives_target = columns['Objectives.target']
    Objectives_actual_attainment = columns['Objectives.actual_attainment'] = [('' if ((actual == '') or (target == '') or (target == 0)) else actual/target) for actual, target in zip(Objectives_actual, Objectives_target, strict=True)]
    names['Sim_margin_rate'] = (names['Try_margin_rate'] if (names['Try_margin_rate'] != '') else (('' if (names['Try_price'] == 0) else (names['Try_price']-(names['Plan_price']-names['Plan_price']*names['Plan_margin_rate']))/names['Try_price']) if ((names['Try_price'] != '') and (names['Plan_price'] != '') and (names['Plan_margin_rate'] != '')) else names['Plan_margin_rate']))
    names['Spot_more_buyers'] = (spots.first_kept(surroundings, 6, 'Returns.buyers', r140) if names['Check_more_buyers']>0 else 0)
    r183 = as_text(names['Check_more_buyers'])
    names['Light_more_buyers'] = ('To check'+' ('+r183+')' if names['Check_more_buyers']>0 else 'OK')
    names['Goto_unprinted'] = spots.shown(surroundings, names['Spot_unprinted'], r152)
    names['ActualExpensesToDate'] = (fast.total_beyond(Budget_actual_expenses, Budget_month, '<=', names['AsOf']) if ((names['AsOf'] != '') and (names['ScheduleStart'] != '')) else '')
    Budget_actual_balance = columns['Budget.actual_balance'] = [('' if ((actual_revenue == '') or (actual_expenses == '')) else cents_of_sum(actual_revenue-actual_expenses)) for actual_revenue, actual_expenses in zip(Budget_actual_revenue, Budget_actual_expenses, strict=True)]
    r184 = fast.by_bound(Budget_actual_revenue, Budget_month)
    r185 = fast.by_bound(Budget_actual_expenses, Budget_month)
    Budget_actual_cumulative = columns['Budget.actual_cumulative'] = [(cents_of_sum(sum(r184.amounts[:bisect_right(r184.bounds, month)])-sum(r185.amounts[:bisect_right(r185.bounds, month)])) if (actual_revenue != '') else '') for actual_revenue, month in zip(Budget_actual_revenue, Budget_month, strict=True)]
    names['ActualRevenueToDate'] = (fast.total_beyond(Budget_actual_revenue, Budget_month, '<=', names['AsOf']) if ((names['AsOf'] != '') and (names['ScheduleStart'] != '')) else '')
    names['Spot_months_outdated'] = ((spots.first_header(surroundings, 4, spots.differing(surroundings, 'Schedule', [names['MonthName_1'], names['MonthName_2'], names['MonthName_3'], names['MonthName_4'], names['MonthName_5'], names['MonthName_6'], names['MonthName_7'], names['MonthName_8'], names['MonthName_9'], names['MonthName_10'], names['MonthName_11'], names['MonthName_12']])) if (names['ScheduleStart'] != '') else 0) if names['Check_months_outdated']>0 else 0)
    r186 = as_text(names['Check_months_outdated'])
    names['Light_months_outdated'] = ('To check'+' ('+r186+')' if names['Check_months_outdated']>0 else 'OK')
    r187 = fast.active_months(r49, names['MonthsOver']+1)
    Schedule_situation = columns['Schedule.situation'] = [((('' if ((status_folded == 'done') or (status_folded == 'abandoned')) else ('Late' if (months_over>0 and (((status == '') or (status_folded == 'to do')) or months_over>=months)) else ('This month' if active_r187>months_over else 'To come'))) if months>0 else '') if ((months != '') and (months_over != '')) else '') for months, months_over, status, status_folded, active_r187 in zip(Schedule_months, Schedule_months_over, Schedule_status, r118, r187, strict=True)]
    names['Goto_tracking_outside'] = spots.shown(surroundings, names['Spot_tracking_outside'], r152)
    names['Sim_conversion'] = ('' if ((names['Sim_buyers'] == '') or (names['Sim_contacts'] == '') or (names['Sim_contacts'] == 0)) else names['Sim_buyers']/names['Sim_contacts'])
    names['Sim_net_price'] = ('' if (names['Sim_price'] == '') else names['Sim_price']-names['Sim_price']*names['Sim_discount'])
    names['Goto_below'] = spots.shown(surroundings, names['Spot_below'], r152)
    names['Goto_overwritten'] = spots.shown(surroundings, names['Spot_overwritten'], r152)
    r188 = fast.kept(Actions_remarks, 'contains', 'Unknown status.')
    r189 = fast.count(r188)
    names['Check_unreadable_5'] = r189+(1 if (names['PeriodStart'] == '') else 0)+(1 if False else 0)+(1 if False else 0)+(1 if False else 0)+(1 if False else 0)
    r190 = fast.kept(Actions_remarks, 'contains', 'No number.')
    r191 = fast.count(r190)
    Objectives_due = columns['Objectives.due']
    r192 = fast.anything(Objectives_measure, Objectives_target, Objectives_due, Objectives_entered_actual)
    r193 = fast.all_different(r192)
    r194 = fast.kept(Objectives_objective, 'blank', None)
    r195 = fast.counts(r192, r193, r194)
    Actions_priority = columns['Actions.priority']
    Actions_progress = columns['Actions.progress']
    Actions_means = columns['Actions.means']
    Actions_audience = columns['Actions.audience']
    Actions_product = columns['Actions.product']
    Actions_area = columns['Actions.area']
    Actions_channel = columns['Actions.channel']
    r196 = fast.anything(Actions_objective, Actions_short_term, Actions_medium_term, Actions_long_term, Actions_expenses, Actions_revenue, Actions_type, Actions_owner, Actions_priority, Actions_status, Actions_progress, Actions_means, Actions_audience, Actions_product, Actions_area, Actions_channel)
    r197 = fast.all_different(r196)
    r198 = fast.kept(Actions_action, 'blank', None)
    r199 = fast.counts(r196, r197, r198)
    r200 = fast.kept(Costs_action, 'filled', None)
    r201 = fast.kept(Costs_quantity, 'blank', None)
    r202 = fast.kept(Costs_unit_cost, 'number', None)
    r203 = fast.kept(r38, 'differs', 'discount granted (coupon)')
    r204 = fast.all_kept(r200, r201, r202, r203)
    r205 = fast.count(r204)
    r206 = fast.kept(Costs_unit_cost, 'blank', None)
    r207 = fast.kept(Costs_quantity, 'number', None)
    r208 = fast.all_kept(r200, r206, r207)
    r209 = fast.count(r208)
    names['Check_no_number'] = r191+r195.get(1, 0)+r199.get(1, 0)+r205+r209
    r210 = fast.kept(Actions_remarks, 'contains', 'Number used twice.')
    r211 = fast.count(r210)
    r212 = fast.kept(Actions_remarks, 'contains', 'Action written twice.')
    r213 = fast.count(r212)
    r214 = fast.kept(Schedule_no, 'number', None)
    r215 = [r14.get(key, 0) for key in Schedule_no]
    r216 = fast.kept(r215, 'above', 1)
    r217 = fast.all_kept(r214, r117, r216)
    r218 = fast.count(r217)
    r219 = fast.kept(Returns_no, 'number', None)
    r220 = fast.kept(Returns_action, 'filled', None)
    r221 = [r21.get(key, 0) for key in Returns_no]
    r222 = fast.kept(r221, 'above', 1)
    r223 = fast.all_kept(r219, r220, r222)
    r224 = fast.count(r223)
    names['Check_twice'] = r211+r213+r218+r224
    r225 = fast.kept(Actions_remarks, 'contains', 'Unknown objective.')
    r226 = fast.count(r225)
    names['Check_objective_unknown'] = r226
    r227 = fast.kept(Actions_remarks, 'contains', 'No owner.')
    r228 = fast.count(r227)
    names['Check_no_owner'] = r228
    r229 = fast.kept(Actions_remarks, 'contains', 'Expenses other than typed.')
    r230 = fast.count(r229)
    r231 = fast.kept(Actions_remarks, 'contains', 'Revenue other than typed.')
    r232 = fast.count(r231)
    names['Check_differs'] = r230+r232
    r233 = fast.spread(Schedule_expenses_per_share, r49)
    r234 = range(1, len(Budget_month) + 1)
    Budget_planned_expenses = columns['Budget.planned_expenses'] = [(r233[int(row_number) - 1] if (month != '') else '') for month, row_number in zip(Budget_month, r234, strict=True)]
    Returns_contact_cost = columns['Returns.contact_cost'] = [('' if ((cost == '') or (contacts == '') or (contacts == 0)) else cost/contacts) for cost, contacts in zip(Returns_cost, Returns_contacts, strict=True)]
    Returns_gross_gain = columns['Returns.gross_gain'] = [('' if ((revenue == '') or (cost == '')) else rounded(revenue-cost, 2)) for revenue, cost in zip(Returns_revenue, Returns_cost, strict=True)]
    Returns_margin_result = columns['Returns.margin_result'] = [(('' if ((effective_rate == '') or (cost == '')) else rounded(revenue*effective_rate-cost, 2)) if ((revenue != '') and revenue>0) else '') for revenue, effective_rate, cost in zip(Returns_revenue, Returns_effective_rate, Returns_cost, strict=True)]
    Returns_breakeven_units = columns['Returns.breakeven_units'] = [(('' if ((cost == '') or (price == '') or (price == 0)) else ceiling(cost/effective_rate/price)) if ((effective_rate != '') and effective_rate>0) else '') for effective_rate, cost, price in zip(Returns_effective_rate, Returns_cost, Returns_price, strict=True)]
    Returns_breakeven_rate = columns['Returns.breakeven_rate'] = [(('' if ((cost == '') or (contacts == '') or (price == '')) else ('' if (contacts*price*effective_rate == 0) else cost/(contacts*price*effective_rate))) if ((effective_rate != '') and effective_rate>0) else '') for effective_rate, cost, contacts, price in zip(Returns_effective_rate, Returns_cost, Returns_contacts, Returns_price, strict=True)]
    names['Plan_cost'] = (Returns_cost[r139[names['SimulatedNumber']]] if (names['SimulatedNumber'] in r139) else '')
    names['NetResult'] = cents_of_sum(names['TotalRevenue']-names['TotalExpenses'])
    names['Home_TotalExpenses'] = names['TotalExpenses']
    names['Dashboard_TotalExpenses'] = names['TotalExpenses']
    r235 = fast.total(Actions_effective_expenses, r173)
    r236 = fast.total(Actions_effective_expenses, r175)
    r237 = fast.total(Actions_effective_expenses, r177)
    r238 = fast.total(Actions_effective_expenses, r179)
    names['Expenses_no_horizon'] = rounded(names['TotalExpenses']-r168-r169-r170+r235+r236+r237-r238, 2)
    names['Undrawn_1'] = ('This chart will be drawn once an action has amounts.' if (names['TotalExpenses']+names['TotalRevenue']+names['ActualExpenses']+names['ActualRevenue'] == 0) else '')
    r239 = fast.column_total(ByType_expenses)
    names['OtherTypes_expenses'] = rounded(names['TotalExpenses']-r239, 2)
    names['Dashboard_UnscheduledExpenses'] = names['UnscheduledExpenses']
    names['Undrawn_3'] = ('This chart will be drawn once an action of the short, medium or long term has amounts.' if (names['Expenses_short_term']+names['Expenses_medium_term']+names['Expenses_long_term']+names['Revenue_short_term']+names['Revenue_medium_term']+names['Revenue_long_term'] == 0) else '')
    names['Goto_orphans'] = spots.shown(surroundings, names['Spot_orphans'], r152)
    names['Goto_dragged'] = spots.shown(surroundings, names['Spot_dragged'], r152)
    r240 = fast.totals(r123, Actions_effective_revenue, r125, None)
    r241 = fast.kept(Returns_margin, 'number', None)
    r242 = fast.counts(Returns_no, r20, r241)
    r243 = [r242.get(key, 0) for key in Actions_no]
    r244 = fast.all_kept(r17, r6, r8)
    r245 = fast.totals(r123, r243, r125, r244)
    r246 = fast.totals_along(Returns_margin, Returns_no, Actions_no)
    r247 = fast.totals(r123, r246, r125, r244)
    r248 = fast.totals_along(Returns_buyers, Returns_no, Actions_no)
    r249 = fast.totals(r123, r248, r125, r244)
    r250 = fast.totals_along(Returns_contacts, Returns_no, Actions_no)
    r251 = fast.totals(r123, r250, r125, r244)
    Objectives_planned = columns['Objectives.planned'] = [((r240.get(objective_folded, 0) if ((measure == '') or (measure_folded == 'revenue')) else ((r247.get(objective_folded, 0) if r245.get(objective_folded, 0)>0 else '') if (measure_folded == 'margin') else (r249.get(objective_folded, 0) if (measure_folded == 'buyers') else (r251.get(objective_folded, 0) if (measure_folded == 'contacts') else '')))) if (objective != '') else '') for objective, measure, measure_folded, objective_folded in zip(Objectives_objective, Objectives_measure, r122, r124, strict=True)]
    r252 = fast.aligned(Returns_margin, Returns_no, r139, Schedule_no)
    Schedule_margin_per_share = columns['Schedule.margin_per_share'] = [((('' if ((Returns_margin_of_no == '') or (shares == '') or (shares == 0)) else Returns_margin_of_no/shares) if (no in r139) else '') if (action != '') else '') for action, no, shares, Returns_margin_of_no in zip(Schedule_action, Schedule_no, Schedule_shares, r252, strict=True)]
    Returns_roi = columns['Returns.roi'] = [('' if ((margin == '') or (cost == '') or (cost == 0)) else margin/cost) for margin, cost in zip(Returns_margin, Returns_cost, strict=True)]
    r253 = fast.column_total(Returns_margin)
    names['TotalMargin'] = r253
    r254 = fast.kept(Returns_margin, 'filled', None)
    r255 = fast.total(Returns_cost, r254)
    names['TotalCost'] = r255
    r256 = fast.delayed_spread(Schedule_counted_revenue, Schedule_counted_delay, r49)
    Budget_planned_revenue = columns['Budget.planned_revenue'] = [(r256[int(row_number) - 1] if (month != '') else '') for month, row_number in zip(Budget_month, r234, strict=True)]
    names['RevenueAfterPlan'] = r256[12]
    names['Goto_no_month'] = spots.shown(surroundings, names['Spot_no_month'], r152)
    names['Sim_unit_margin'] = ('' if ((names['Sim_price'] == '') or (names['Sim_margin_rate'] == '')) else names['Sim_price']*names['Sim_margin_rate']-names['Sim_price']*names['Sim_discount'])
    names['Sim_markup'] = ('' if (names['Sim_margin_rate'] == '') else ('' if (1-names['Sim_margin_rate'] == 0) else names['Sim_margin_rate']/(1-names['Sim_margin_rate'])))
    names['Sim_uplift'] = ('' if (names['Sim_margin_rate'] == '') else ((fail('#NUM!') if names['Sim_discount']>names['Sim_margin_rate'] else ('' if (names['Sim_margin_rate']-names['Sim_discount'] == 0) else names['Sim_discount']/(names['Sim_margin_rate']-names['Sim_discount']))) if names['Sim_discount']<names['Sim_margin_rate'] else ''))
    names['Goto_more_buyers'] = spots.shown(surroundings, names['Spot_more_buyers'], r152)
    names['Dashboard_ActualExpensesToDate'] = names['ActualExpensesToDate']
    names['Dashboard_ActualRevenueToDate'] = names['ActualRevenueToDate']
    names['Goto_months_outdated'] = spots.shown(surroundings, names['Spot_months_outdated'], r152)
    SensitivityPrice_factor = columns['SensitivityPrice.factor']
    SensitivityPrice_conversion = columns['SensitivityPrice.conversion'] = [('' if ((names['Sim_conversion'] == '') or (factor == '')) else names['Sim_conversion']*factor) for factor in SensitivityPrice_factor]
    SensitivityCost_factor = columns['SensitivityCost.factor']
    SensitivityCost_conversion = columns['SensitivityCost.conversion'] = [('' if ((names['Sim_conversion'] == '') or (factor == '')) else names['Sim_conversion']*factor) for factor in SensitivityCost_factor]
    names['Sim_revenue'] = ('' if ((names['Sim_buyers'] == '') or (names['Sim_net_price'] == '')) else names['Sim_buyers']*names['Sim_net_price'])
    names['Spot_unreadable_5'] = (spots.largest(spots.first_kept(surroundings, 3, 'Actions.status', r188), (spots.of_name(surroundings, 11, 'PeriodStart') if (names['PeriodStart'] == '') else 0), (spots.of_name(surroundings, 11, 'AsOf') if False else 0), (spots.of_name(surroundings, 11, 'DefaultMarginRate') if False else 0), (spots.of_name(surroundings, 9, 'Try_cost') if False else 0), (spots.of_name(surroundings, 9, 'Try_contacts') if False else 0)) if names['Check_unreadable_5']>0 else 0)
    names['Check_unreadable'] = names['Check_unreadable_1']+names['Check_unreadable_2']+names['Check_unreadable_3']+names['Check_unreadable_4']+names['Check_unreadable_5']+names['Check_unreadable_6']
    names['Spot_no_number'] = (spots.largest(spots.first_kept(surroundings, 3, 'Actions.no', r190), spots.first_kept(surroundings, 2, 'Objectives.objective', fast.all_kept(r194, fast.kept(r192, '=', 1))), spots.first_kept(surroundings, 3, 'Actions.action', fast.all_kept(r198, fast.kept(r196, '=', 1))), spots.first_kept(surroundings, 5, 'Costs.quantity', r204), spots.first_kept(surroundings, 5, 'Costs.unit_cost', r208)) if names['Check_no_number']>0 else 0)
    r257 = as_text(names['Check_no_number'])
    names['Light_no_number'] = ('To check'+' ('+r257+')' if names['Check_no_number']>0 else 'OK')
    names['Spot_twice'] = (spots.largest(spots.first_kept(surroundings, 3, 'Actions.no', r210), spots.first_kept(surroundings, 3, 'Actions.action', r212), spots.first_kept(surroundings, 4, 'Schedule.no', r217), spots.first_kept(surroundings, 6, 'Returns.no', r223)) if names['Check_twice']>0 else 0)
    r258 = as_text(names['Check_twice'])
    names['Light_twice'] = ('To check'+' ('+r258+')' if names['Check_twice']>0 else 'OK')
    names['Spot_objective_unknown'] = (spots.first_kept(surroundings, 3, 'Actions.objective', r225) if names['Check_objective_unknown']>0 else 0)
    r259 = as_text(names['Check_objective_unknown'])
    names['Light_objective_unknown'] = ('To check'+' ('+r259+')' if names['Check_objective_unknown']>0 else 'OK')
    names['Spot_no_owner'] = (spots.first_kept(surroundings, 3, 'Actions.owner', r227) if names['Check_no_owner']>0 else 0)
    r260 = as_text(names['Check_no_owner'])
    names['Light_no_owner'] = ('To check'+' ('+r260+')' if names['Check_no_owner']>0 else 'OK')
    names['Spot_differs'] = (spots.largest(spots.first_kept(surroundings, 3, 'Actions.expenses', r229), spots.first_kept(surroundings, 3, 'Actions.revenue', r231)) if names['Check_differs']>0 else 0)
    r261 = as_text(names['Check_differs'])
    names['Light_differs'] = ('Information'+' ('+r261+')' if names['Check_differs']>0 else 'OK')
    Budget_expense_variance = columns['Budget.expense_variance'] = [('' if ((actual_expenses == '') or (planned_expenses == '')) else cents_of_sum(actual_expenses-planned_expenses)) for actual_expenses, planned_expenses in zip(Budget_actual_expenses, Budget_planned_expenses, strict=True)]
    names['PlannedExpensesToDate'] = (fast.total_beyond(Budget_planned_expenses, Budget_month, '<=', names['AsOf']) if ((names['AsOf'] != '') and (names['ScheduleStart'] != '')) else '')
    r262 = fast.ranks(Returns_contact_cost, -5e-10)
    Returns_contact_rank = columns['Returns.contact_rank'] = [('' if (contact_cost == '') else rank_contact_cost) for contact_cost, rank_contact_cost in zip(Returns_contact_cost, r262, strict=True)]
    names['Sim_cost'] = (names['Try_cost'] if (names['Try_cost'] != '') else (('' if (names['Plan_cost'] == '') else rounded(names['Plan_cost']-names['PlannedDiscount'], 2)) if ((names['Try_discount'] != '') and names['PlannedDiscount']>0) else names['Plan_cost']))
    names['Home_NetResult'] = names['NetResult']
    names['Dashboard_NetResult'] = names['NetResult']
    names['Undrawn_2'] = names['Undrawn_1']
    Objectives_planned_attainment = columns['Objectives.planned_attainment'] = [('' if ((planned == '') or (target == '') or (target == 0)) else planned/target) for planned, target in zip(Objectives_planned, Objectives_target, strict=True)]
    Objectives_status = columns['Objectives.status'] = [((('Reached' if rounded(actual, 2)>=rounded(target, 2) else (('Covered' if rounded(planned, 2)>=rounded(target, 2) else 'Short') if (planned != '') else 'Short')) if (actual != '') else (('Covered' if rounded(planned, 2)>=rounded(target, 2) else 'Short') if (planned != '') else '')) if ((objective != '') and (target != '')) else '') for objective, target, actual, planned in zip(Objectives_objective, Objectives_target, Objectives_actual, Objectives_planned, strict=True)]
    Schedule_counted_margin = columns['Schedule.counted_margin'] = [(margin_per_share if (margin_per_share != '') else 0) for margin_per_share in Schedule_margin_per_share]
    Returns_verdict = columns['Returns.verdict'] = [(('' if (Actions_status_of_no_folded == 'abandoned') else ('To complete' if ((cost == '') or (cost == 0)) else (('To complete' if (not ((sales != '') or ((buyers == '') and (price == '')))) else 'No direct revenue') if ((revenue == '') or (revenue == 0)) else ('To complete' if (effective_rate == '') else ('' if (roi == '') else ('Profitable' if rounded(roi, 9)>1 else ('Not profitable' if rounded(roi, 9)<1 else 'Break-even'))))))) if (action != '') else '') for action, cost, revenue, sales, buyers, price, effective_rate, roi, Actions_status_of_no_folded in zip(Returns_action, Returns_cost, Returns_revenue, Returns_sales, Returns_buyers, Returns_price, Returns_effective_rate, Returns_roi, r58, strict=True)]
    r263 = fast.ranks(Returns_roi, 5e-10)
    Returns_roi_rank = columns['Returns.roi_rank'] = [('' if (roi == '') else rank_roi) for roi, rank_roi in zip(Returns_roi, r263, strict=True)]
    Returns_in_words = columns['Returns.in_words'] = [((r3+'1'+' invested brings '+as_text(two_decimals(roi, '.', r3))+' of margin' if (names['Currency'] != '') else '') if (roi != '') else '') for roi in Returns_roi]
    names['PlanROI'] = ('' if (names['TotalCost'] == 0) else names['TotalMargin']/names['TotalCost'])
    names['Dashboard_TotalMargin'] = (names['TotalMargin'] if names['TotalCost']>0 else '')
    Budget_revenue_variance = columns['Budget.revenue_variance'] = [('' if ((actual_revenue == '') or (planned_revenue == '')) else cents_of_sum(actual_revenue-planned_revenue)) for actual_revenue, planned_revenue in zip(Budget_actual_revenue, Budget_planned_revenue, strict=True)]
    Budget_planned_balance = columns['Budget.planned_balance'] = [('' if ((planned_revenue == '') or (planned_expenses == '')) else cents_of_sum(planned_revenue-planned_expenses)) for planned_revenue, planned_expenses in zip(Budget_planned_revenue, Budget_planned_expenses, strict=True)]
    r264 = fast.by_bound(Budget_planned_revenue, Budget_month)
    r265 = fast.by_bound(Budget_planned_expenses, Budget_month)
    Budget_planned_cumulative = columns['Budget.planned_cumulative'] = [(cents_of_sum(sum(r264.amounts[:bisect_right(r264.bounds, month)])-sum(r265.amounts[:bisect_right(r265.bounds, month)])) if (planned_revenue != '') else '') for planned_revenue, month in zip(Budget_planned_revenue, Budget_month, strict=True)]
    names['PlannedRevenueToDate'] = (fast.total_beyond(Budget_planned_revenue, Budget_month, '<=', names['AsOf']) if ((names['AsOf'] != '') and (names['ScheduleStart'] != '')) else '')
    names['Dashboard_RevenueAfterPlan'] = names['RevenueAfterPlan']
    r266 = fast.column_total(Budget_planned_expenses)
    r267 = fast.column_total(Budget_planned_revenue)
    names['Check_months_differ'] = ((1 if ((not (rounded(r266+0+names['UnscheduledExpenses']-names['TotalExpenses'], 2) == 0)) or (not (rounded(r267+names['RevenueAfterPlan']+names['UnscheduledRevenue']-names['TotalRevenue'], 2) == 0))) else 0) if (names['ScheduleStart'] != '') else 0)
    names['Sim_margin'] = ('' if ((names['Sim_buyers'] == '') or (names['Sim_unit_margin'] == '')) else names['Sim_buyers']*names['Sim_unit_margin'])
    names['Sim_max_contact_cost'] = ('' if ((names['Sim_conversion'] == '') or (names['Sim_unit_margin'] == '')) else names['Sim_conversion']*names['Sim_unit_margin'])
    names['Sim_margin_from_markup'] = ('' if (names['Sim_markup'] == '') else ('' if (1+names['Sim_markup'] == 0) else names['Sim_markup']/(1+names['Sim_markup'])))
    names['Spot_unreadable'] = (spots.largest(names['Spot_unreadable_1'], names['Spot_unreadable_2'], names['Spot_unreadable_3'], names['Spot_unreadable_4'], names['Spot_unreadable_5'], names['Spot_unreadable_6']) if names['Check_unreadable']>0 else 0)
    r268 = as_text(names['Check_unreadable'])
    names['Light_unreadable'] = ('To check'+' ('+r268+')' if names['Check_unreadable']>0 else 'OK')
    names['Goto_no_number'] = spots.shown(surroundings, names['Spot_no_number'], r152)
    names['Goto_twice'] = spots.shown(surroundings, names['Spot_twice'], r152)
    names['Goto_objective_unknown'] = spots.shown(surroundings, names['Spot_objective_unknown'], r152)
    names['Goto_no_owner'] = spots.shown(surroundings, names['Spot_no_owner'], r152)
    names['Goto_differs'] = spots.shown(surroundings, names['Spot_differs'], r152)
    Budget_expense_variance_rate = columns['Budget.expense_variance_rate'] = [('' if ((expense_variance == '') or (planned_expenses == '') or (planned_expenses == 0)) else expense_variance/planned_expenses) for expense_variance, planned_expenses in zip(Budget_expense_variance, Budget_planned_expenses, strict=True)]
    names['ExpensesVarianceToDate'] = ('' if ((names['ActualExpensesToDate'] == '') or (names['PlannedExpensesToDate'] == '')) else cents_of_sum(names['ActualExpensesToDate']-names['PlannedExpensesToDate']))
    names['Dashboard_PlannedExpensesToDate'] = names['PlannedExpensesToDate']
    SensitivityPrice_price_80 = columns['SensitivityPrice.price_80'] = [('' if ((names['Sim_contacts'] == '') or (names['Sim_conversion'] == '') or (factor == '') or (names['Sim_unit_margin'] == '') or (names['Sim_net_price'] == '') or (names['Sim_cost'] == '')) else rounded(names['Sim_contacts']*names['Sim_conversion']*factor*(names['Sim_unit_margin']+names['Sim_net_price']*-0.2)-names['Sim_cost'], 2)) for factor in SensitivityPrice_factor]
    SensitivityPrice_price_90 = columns['SensitivityPrice.price_90'] = [('' if ((names['Sim_contacts'] == '') or (names['Sim_conversion'] == '') or (factor == '') or (names['Sim_unit_margin'] == '') or (names['Sim_net_price'] == '') or (names['Sim_cost'] == '')) else rounded(names['Sim_contacts']*names['Sim_conversion']*factor*(names['Sim_unit_margin']+names['Sim_net_price']*-0.1)-names['Sim_cost'], 2)) for factor in SensitivityPrice_factor]
    SensitivityPrice_price_100 = columns['SensitivityPrice.price_100'] = [('' if ((names['Sim_contacts'] == '') or (names['Sim_conversion'] == '') or (factor == '') or (names['Sim_unit_margin'] == '') or (names['Sim_cost'] == '')) else rounded(names['Sim_contacts']*names['Sim_conversion']*factor*names['Sim_unit_margin']-names['Sim_cost'], 2)) for factor in SensitivityPrice_factor]
    SensitivityPrice_price_110 = columns['SensitivityPrice.price_110'] = [('' if ((names['Sim_contacts'] == '') or (names['Sim_conversion'] == '') or (factor == '') or (names['Sim_unit_margin'] == '') or (names['Sim_net_price'] == '') or (names['Sim_cost'] == '')) else rounded(names['Sim_contacts']*names['Sim_conversion']*factor*(names['Sim_unit_margin']+names['Sim_net_price']*0.1)-names['Sim_cost'], 2)) for factor in SensitivityPrice_factor]
    SensitivityPrice_price_120 = columns['SensitivityPrice.price_120'] = [('' if ((names['Sim_contacts'] == '') or (names['Sim_conversion'] == '') or (factor == '') or (names['Sim_unit_margin'] == '') or (names['Sim_net_price'] == '') or (names['Sim_cost'] == '')) else rounded(names['Sim_contacts']*names['Sim_conversion']*factor*(names['Sim_unit_margin']+names['Sim_net_price']*0.2)-names['Sim_cost'], 2)) for factor in SensitivityPrice_factor]
    SensitivityCost_cost_80 = columns['SensitivityCost.cost_80'] = [('' if ((names['Sim_contacts'] == '') or (names['Sim_conversion'] == '') or (factor == '') or (names['Sim_unit_margin'] == '') or (names['Sim_cost'] == '')) else rounded(names['Sim_contacts']*names['Sim_conversion']*factor*names['Sim_unit_margin']-names['Sim_cost']*0.8, 2)) for factor in SensitivityCost_factor]
    SensitivityCost_cost_90 = columns['SensitivityCost.cost_90'] = [('' if ((names['Sim_contacts'] == '') or (names['Sim_conversion'] == '') or (factor == '') or (names['Sim_unit_margin'] == '') or (names['Sim_cost'] == '')) else rounded(names['Sim_contacts']*names['Sim_conversion']*factor*names['Sim_unit_margin']-names['Sim_cost']*0.9, 2)) for factor in SensitivityCost_factor]
    SensitivityCost_cost_100 = columns['SensitivityCost.cost_100'] = [('' if ((names['Sim_contacts'] == '') or (names['Sim_conversion'] == '') or (factor == '') or (names['Sim_unit_margin'] == '') or (names['Sim_cost'] == '')) else rounded(names['Sim_contacts']*names['Sim_conversion']*factor*names['Sim_unit_margin']-names['Sim_cost'], 2)) for factor in SensitivityCost_factor]
    SensitivityCost_cost_110 = columns['SensitivityCost.cost_110'] = [('' if ((names['Sim_contacts'] == '') or (names['Sim_conversion'] == '') or (factor == '') or (names['Sim_unit_margin'] == '') or (names['Sim_cost'] == '')) else rounded(names['Sim_contacts']*names['Sim_conversion']*factor*names['Sim_unit_margin']-names['Sim_cost']*1.1, 2)) for factor in SensitivityCost_factor]
    SensitivityCost_cost_120 = columns['SensitivityCost.cost_120'] = [('' if ((names['Sim_contacts'] == '') or (names['Sim_conversion'] == '') or (factor == '') or (names['Sim_unit_margin'] == '') or (names['Sim_cost'] == '')) else rounded(names['Sim_contacts']*names['Sim_conversion']*factor*names['Sim_unit_margin']-names['Sim_cost']*1.2, 2)) for factor in SensitivityCost_factor]
    names['Sim_gross_gain'] = ('' if ((names['Sim_revenue'] == '') or (names['Sim_cost'] == '')) else rounded(names['Sim_revenue']-names['Sim_cost'], 2))
    names['Sim_roi_revenue'] = ('' if ((names['Sim_revenue'] == '') or (names['Sim_cost'] == '') or (names['Sim_cost'] == 0)) else (names['Sim_revenue']-names['Sim_cost'])/names['Sim_cost'])
    names['Sim_roas'] = ('' if ((names['Sim_revenue'] == '') or (names['Sim_cost'] == '') or (names['Sim_cost'] == 0)) else names['Sim_revenue']/names['Sim_cost'])
    names['Sim_contact_cost'] = ('' if ((names['Sim_cost'] == '') or (names['Sim_contacts'] == '') or (names['Sim_contacts'] == 0)) else names['Sim_cost']/names['Sim_contacts'])
    names['Sim_breakeven'] = ((('' if (names['Sim_cost'] == '') else ceiling(names['Sim_cost']/names['Sim_unit_margin'])) if names['Sim_unit_margin']>0 else '') if (names['Sim_unit_margin'] != '') else '')
    names['CoveredCount'] = fast.total_beyond([1] * len(Objectives_planned_attainment), Objectives_planned_attainment, '>=', 0.999999999)
    r269 = fast.delayed_spread(Schedule_counted_margin, Schedule_counted_delay, r49)
    Budget_planned_margin = columns['Budget.planned_margin'] = [(r269[int(row_number) - 1] if (month != '') else '') for month, row_number in zip(Budget_month, r234, strict=True)]
    r270 = rules.orders(Returns_roi_rank, Returns_no)
    Returns_roi_order = columns['Returns.roi_order'] = [(r270[roi_rank, no] if ((roi_rank != '') and (no != '')) else '') for roi_rank, no in zip(Returns_roi_rank, Returns_no, strict=True)]
    r271 = fast.kept(Actions_effective_expenses, 'positive', None)
    r272 = fast.count(r271)
    r273 = fast.kept(Returns_cost, 'positive', None)
    r274 = fast.all_kept(r273, r254)
    r275 = fast.count(r274)
    names['PlanROIBasis'] = (('over '+as_text(whole(names['TotalCost'], ',', r3))+' of '+as_text(whole(names['TotalExpenses'], ',', r3))+(' (excluding '+as_text(r272-r275)+' '+('actions without direct revenue or rate' if r272-r275>1 else 'action without direct revenue or rate')+')' if r272-r275>0 else '') if (names['Currency'] != '') else '') if (names['PlanROI'] != '') else '')
    names['Home_PlanROI'] = names['PlanROI']
    names['Dashboard_PlanROI'] = names['PlanROI']
    Budget_revenue_variance_rate = columns['Budget.revenue_variance_rate'] = [('' if ((revenue_variance == '') or (planned_revenue == '') or (planned_revenue == 0)) else revenue_variance/planned_revenue) for revenue_variance, planned_revenue in zip(Budget_revenue_variance, Budget_planned_revenue, strict=True)]
    names['RevenueVarianceToDate'] = ('' if ((names['ActualRevenueToDate'] == '') or (names['PlannedRevenueToDate'] == '')) else cents_of_sum(names['ActualRevenueToDate']-names['PlannedRevenueToDate']))
    names['Dashboard_PlannedRevenueToDate'] = names['PlannedRevenueToDate']
    names['Spot_months_differ'] = (((spots.of_name(surroundings, 8, 'UnscheduledExpenses') if ((not (rounded(r266+0+names['UnscheduledExpenses']-names['TotalExpenses'], 2) == 0)) or (not (rounded(r267+names['RevenueAfterPlan']+names['UnscheduledRevenue']-names['TotalRevenue'], 2) == 0))) else 0) if (names['ScheduleStart'] != '') else 0) if names['Check_months_differ']>0 else 0)
    r276 = as_text(names['Check_months_differ'])
    names['Light_months_differ'] = ('To check'+' ('+r276+')' if names['Check_months_differ']>0 else 'OK')
    names['LightsOn'] = sign(names['Check_unreadable'])+sign(names['Check_below'])+sign(names['Check_orphans'])+sign(names['Check_dragged'])+sign(names['Check_no_number'])+sign(names['Check_twice'])+sign(names['Check_not_scheduled'])+sign(names['Check_not_in_returns'])+sign(names['Check_overwritten'])+sign(names['Check_months_outdated'])+sign(names['Check_months_differ'])+sign(names['Check_no_month'])+sign(names['Check_tracking_outside'])+sign(names['Check_objective_unknown'])+sign(names['Check_more_buyers'])+sign(names['Check_no_owner'])
    names['Lit_1'] = spots.next_lit(surroundings, {'Check_unreadable': names['Check_unreadable'], 'Check_below': names['Check_below'], 'Check_orphans': names['Check_orphans'], 'Check_dragged': names['Check_dragged'], 'Check_no_number': names['Check_no_number'], 'Check_twice': names['Check_twice'], 'Check_not_scheduled': names['Check_not_scheduled'], 'Check_not_in_returns': names['Check_not_in_returns'], 'Check_overwritten': names['Check_overwritten'], 'Check_months_outdated': names['Check_months_outdated'], 'Check_months_differ': names['Check_months_differ'], 'Check_no_month': names['Check_no_month'], 'Check_tracking_outside': names['Check_tracking_outside'], 'Check_objective_unknown': names['Check_objective_unknown'], 'Check_more_buyers': names['Check_more_buyers'], 'Check_no_owner': names['Check_no_owner']})
    names['Sim_margin_result'] = ('' if ((names['Sim_margin'] == '') or (names['Sim_cost'] == '')) else rounded(names['Sim_margin']-names['Sim_cost'], 2))
    names['Sim_roi'] = ('' if ((names['Sim_margin'] == '') or (names['Sim_cost'] == '') or (names['Sim_cost'] == 0)) else names['Sim_margin']/names['Sim_cost'])
    names['Sim_roi_net'] = ('' if ((names['Sim_margin'] == '') or (names['Sim_cost'] == '') or (names['Sim_cost'] == 0)) else (names['Sim_margin']-names['Sim_cost'])/names['Sim_cost'])
    names['Goto_unreadable'] = spots.shown(surroundings, names['Spot_unreadable'], r152)
    names['ExpensesVarianceRateToDate'] = ('' if ((names['ExpensesVarianceToDate'] == '') or (names['PlannedExpensesToDate'] == '') or (names['PlannedExpensesToDate'] == 0)) else names['ExpensesVarianceToDate']/names['PlannedExpensesToDate'])
    names['Dashboard_ExpensesVarianceToDate'] = names['ExpensesVarianceToDate']
    names['Sim_breakeven_revenue'] = ('' if ((names['Sim_breakeven'] == '') or (names['Sim_net_price'] == '')) else names['Sim_breakeven']*names['Sim_net_price'])
    names['Sim_required_conversion'] = ('' if ((names['Sim_breakeven'] == '') or (names['Sim_contacts'] == '') or (names['Sim_contacts'] == 0)) else names['Sim_breakeven']/names['Sim_contacts'])
    names['Sim_scale'] = (((names['Sim_buyers']/10 if names['Sim_buyers']/10>names['Sim_breakeven']*2/10 else names['Sim_breakeven']*2/10) if (names['Sim_buyers'] != '') else names['Sim_breakeven']*2/10) if (names['Sim_breakeven'] != '') else '')
    r277 = fast.by_bound(Budget_planned_margin, Budget_month)
    Budget_margin_cumulative = columns['Budget.margin_cumulative'] = [(cents_of_sum(sum(r277.amounts[:bisect_right(r277.bounds, month)])-sum(r265.amounts[:bisect_right(r265.bounds, month)])) if (planned_margin != '') else '') for planned_margin, month in zip(Budget_planned_margin, Budget_month, strict=True)]
    r278 = fast.positions(Returns_roi_order)
    Best_place = columns['Best.place']
    r279 = fast.aligned(Returns_no, Returns_roi_order, r278, Best_place)
    Best_no = columns['Best.no'] = [(Returns_no_of_place if (place in r278) else '') for place, Returns_no_of_place in zip(Best_place, r279, strict=True)]
    r280 = fast.kept(Returns_roi, 'number', None)
    r281 = fast.count(r280)
    Worst_place = columns['Worst.place']
    Worst_no = columns['Worst.no'] = [('' if (place == '') else ((Returns_no[r278[r281+1-place]] if (r281+1-place in r278) else '') if r281+1-place>5 else '')) for place in Worst_place]
    names['Home_PlanROIBasis'] = names['PlanROIBasis']
    names['Dashboard_PlanROIBasis'] = names['PlanROIBasis']
    names['RevenueVarianceRateToDate'] = ('' if ((names['RevenueVarianceToDate'] == '') or (names['PlannedRevenueToDate'] == '') or (names['PlannedRevenueToDate'] == 0)) else names['RevenueVarianceToDate']/names['PlannedRevenueToDate'])
    names['Dashboard_RevenueVarianceToDate'] = names['RevenueVarianceToDate']
    names['Goto_months_differ'] = spots.shown(surroundings, names['Spot_months_differ'], r152)
    names['Dashboard_LightsOn'] = names['LightsOn']
    names['PlanState'] = ('Write your first action on the sheet Action plan.' if (names['ActionCount'] == 0) else ('Everything is in order.' if (names['LightsOn'] == 0) else 'A few points need your attention.'))
    names['LitSpot_1'] = (spots.of_lit(surroundings, names['Lit_1'], {'Check_unreadable': names['Spot_unreadable'], 'Check_below': names['Spot_below'], 'Check_orphans': names['Spot_orphans'], 'Check_dragged': names['Spot_dragged'], 'Check_no_number': names['Spot_no_number'], 'Check_twice': names['Spot_twice'], 'Check_not_scheduled': names['Spot_not_scheduled'], 'Check_not_in_returns': names['Spot_not_in_returns'], 'Check_overwritten': names['Spot_overwritten'], 'Check_months_outdated': names['Spot_months_outdated'], 'Check_months_differ': names['Spot_months_differ'], 'Check_no_month': names['Spot_no_month'], 'Check_tracking_outside': names['Spot_tracking_outside'], 'Check_objective_unknown': names['Spot_objective_unknown'], 'Check_more_buyers': names['Spot_more_buyers'], 'Check_no_owner': names['Spot_no_owner']}) if names['Lit_1']>0 else 0)
    names['LitText_1'] = (spots.of_lit(surroundings, names['Lit_1'], {'Check_unreadable': 'Unreadable entries: counted as blank', 'Check_below': 'Rows typed below a table: they do not count', 'Check_orphans': 'Rows that refer to no action', 'Check_dragged': 'Labels filled down, whose number has changed', 'Check_no_number': 'Rows without a number, name or amount', 'Check_twice': 'Actions or numbers used twice', 'Check_not_scheduled': 'Actions missing in the schedule', 'Check_not_in_returns': 'Actions missing in profitability', 'Check_overwritten': 'Formulas replaced by typed values', 'Check_months_outdated': 'Month names of the schedule start at another month than the plan', 'Check_months_differ': 'Totals by month and by action differ', 'Check_no_month': 'Actions without a month: their amounts are not spread', 'Check_tracking_outside': 'Tracking rows without a date or outside the year of the plan', 'Check_objective_unknown': 'Actions whose objective is not on the sheet Objectives', 'Check_more_buyers': 'Actions: more buyers than contacts', 'Check_no_owner': 'Actions without an owner'}) if names['Lit_1']>0 else 'Nothing to put right.')
    names['Lit_2'] = spots.next_lit(surroundings, {'Check_unreadable': names['Check_unreadable'], 'Check_below': names['Check_below'], 'Check_orphans': names['Check_orphans'], 'Check_dragged': names['Check_dragged'], 'Check_no_number': names['Check_no_number'], 'Check_twice': names['Check_twice'], 'Check_not_scheduled': names['Check_not_scheduled'], 'Check_not_in_returns': names['Check_not_in_returns'], 'Check_overwritten': names['Check_overwritten'], 'Check_months_outdated': names['Check_months_outdated'], 'Check_months_differ': names['Check_months_differ'], 'Check_no_month': names['Check_no_month'], 'Check_tracking_outside': names['Check_tracking_outside'], 'Check_objective_unknown': names['Check_objective_unknown'], 'Check_more_buyers': names['Check_more_buyers'], 'Check_no_owner': names['Check_no_owner']}, names['Lit_1'])
    names['Sim_verdict'] = (('Profitable' if rounded(names['Sim_roi'], 9)>1 else ('Not profitable' if rounded(names['Sim_roi'], 9)<1 else 'Break-even')) if (names['Sim_roi'] != '') else '')
    names['Dashboard_ExpensesVarianceRateToDate'] = names['ExpensesVarianceRateToDate']
    names['Sim_safety_margin'] = ('' if ((names['Sim_revenue'] == '') or (names['Sim_breakeven_revenue'] == '') or (names['Sim_revenue'] == 0)) else (names['Sim_revenue']-names['Sim_breakeven_revenue'])/names['Sim_revenue'])
    Curve_step = columns['Curve.step']
    Curve_sales = columns['Curve.sales'] = [('' if ((step == '') or (names['Sim_scale'] == '')) else step*names['Sim_scale']) for step in Curve_step]
    names['Sim_hint'] = ('A cost, a price and a margin rate are needed to draw the curve.' if (names['Sim_scale'] == '') else '')
    names['LastLossMonth'] = (latest(Budget_month, Budget_margin_cumulative, -0.005) if (names['ScheduleStart'] != '') else '')
    r282 = fast.smallest(Budget_margin_cumulative)
    names['LargestNeed'] = (('' if cents_of_sum(names['UnscheduledExpenses'])>0 else ((-r282) if r282<0 else 0)) if (names['ScheduleStart'] != '') else '')
    r283 = fast.aligned(Returns_action, Returns_no, r139, Best_no)
    Best_action = columns['Best.action'] = [(Returns_action_of_no if (no != '') else '') for no, Returns_action_of_no in zip(Best_no, r283, strict=True)]
    r284 = fast.aligned(Returns_cost, Returns_no, r139, Best_no)
    Best_cost = columns['Best.cost'] = [(Returns_cost_of_no if (no != '') else '') for no, Returns_cost_of_no in zip(Best_no, r284, strict=True)]
    r285 = fast.aligned(Returns_margin_result, Returns_no, r139, Best_no)
    Best_margin_result = columns['Best.margin_result'] = [(Returns_margin_result_of_no if (no != '') else '') for no, Returns_margin_result_of_no in zip(Best_no, r285, strict=True)]
    r286 = fast.aligned(Returns_roi, Returns_no, r139, Best_no)
    Best_roi = columns['Best.roi'] = [(Returns_roi_of_no if (no != '') else '') for no, Returns_roi_of_no in zip(Best_no, r286, strict=True)]
    r287 = fast.aligned(Returns_verdict, Returns_no, r139, Best_no)
    Best_verdict = columns['Best.verdict'] = [(Returns_verdict_of_no if (no != '') else '') for no, Returns_verdict_of_no in zip(Best_no, r287, strict=True)]
    r288 = fast.aligned(Returns_action, Returns_no, r139, Worst_no)
    Worst_action = columns['Worst.action'] = [(Returns_action_of_no if (no != '') else '') for no, Returns_action_of_no in zip(Worst_no, r288, strict=True)]
    r289 = fast.aligned(Returns_cost, Returns_no, r139, Worst_no)
    Worst_cost = columns['Worst.cost'] = [(Returns_cost_of_no if (no != '') else '') for no, Returns_cost_of_no in zip(Worst_no, r289, strict=True)]
    r290 = fast.aligned(Returns_margin_result, Returns_no, r139, Worst_no)
    Worst_margin_result = columns['Worst.margin_result'] = [(Returns_margin_result_of_no if (no != '') else '') for no, Returns_margin_result_of_no in zip(Worst_no, r290, strict=True)]
    r291 = fast.aligned(Returns_roi, Returns_no, r139, Worst_no)
    Worst_roi = columns['Worst.roi'] = [(Returns_roi_of_no if (no != '') else '') for no, Returns_roi_of_no in zip(Worst_no, r291, strict=True)]
    r292 = fast.aligned(Returns_verdict, Returns_no, r139, Worst_no)
    Worst_verdict = columns['Worst.verdict'] = [(Returns_verdict_of_no if (no != '') else '') for no, Returns_verdict_of_no in zip(Worst_no, r292, strict=True)]
    names['Dashboard_RevenueVarianceRateToDate'] = names['RevenueVarianceRateToDate']
    names['LitLink_1'] = spots.shown(surroundings, names['LitSpot_1'], r152)
    names['LitSpot_2'] = (spots.of_lit(surroundings, names['Lit_2'], {'Check_unreadable': names['Spot_unreadable'], 'Check_below': names['Spot_below'], 'Check_orphans': names['Spot_orphans'], 'Check_dragged': names['Spot_dragged'], 'Check_no_number': names['Spot_no_number'], 'Check_twice': names['Spot_twice'], 'Check_not_scheduled': names['Spot_not_scheduled'], 'Check_not_in_returns': names['Spot_not_in_returns'], 'Check_overwritten': names['Spot_overwritten'], 'Check_months_outdated': names['Spot_months_outdated'], 'Check_months_differ': names['Spot_months_differ'], 'Check_no_month': names['Spot_no_month'], 'Check_tracking_outside': names['Spot_tracking_outside'], 'Check_objective_unknown': names['Spot_objective_unknown'], 'Check_more_buyers': names['Spot_more_buyers'], 'Check_no_owner': names['Spot_no_owner']}) if names['Lit_2']>0 else 0)
    names['LitText_2'] = (spots.of_lit(surroundings, names['Lit_2'], {'Check_unreadable': 'Unreadable entries: counted as blank', 'Check_below': 'Rows typed below a table: they do not count', 'Check_orphans': 'Rows that refer to no action', 'Check_dragged': 'Labels filled down, whose number has changed', 'Check_no_number': 'Rows without a number, name or amount', 'Check_twice': 'Actions or numbers used twice', 'Check_not_scheduled': 'Actions missing in the schedule', 'Check_not_in_returns': 'Actions missing in profitability', 'Check_overwritten': 'Formulas replaced by typed values', 'Check_months_outdated': 'Month names of the schedule start at another month than the plan', 'Check_months_differ': 'Totals by month and by action differ', 'Check_no_month': 'Actions without a month: their amounts are not spread', 'Check_tracking_outside': 'Tracking rows without a date or outside the year of the plan', 'Check_objective_unknown': 'Actions whose objective is not on the sheet Objectives', 'Check_more_buyers': 'Actions: more buyers than contacts', 'Check_no_owner': 'Actions without an owner'}) if names['Lit_2']>0 else '')
    names['Lit_3'] = spots.next_lit(surroundings, {'Check_unreadable': names['Check_unreadable'], 'Check_below': names['Check_below'], 'Check_orphans': names['Check_orphans'], 'Check_dragged': names['Check_dragged'], 'Check_no_number': names['Check_no_number'], 'Check_twice': names['Check_twice'], 'Check_not_scheduled': names['Check_not_scheduled'], 'Check_not_in_returns': names['Check_not_in_returns'], 'Check_overwritten': names['Check_overwritten'], 'Check_months_outdated': names['Check_months_outdated'], 'Check_months_differ': names['Check_months_differ'], 'Check_no_month': names['Check_no_month'], 'Check_tracking_outside': names['Check_tracking_outside'], 'Check_objective_unknown': names['Check_objective_unknown'], 'Check_more_buyers': names['Check_more_buyers'], 'Check_no_owner': names['Check_no_owner']}, names['Lit_2'])
    Curve_margin = columns['Curve.margin'] = [('' if ((sales == '') or (names['Sim_unit_margin'] == '')) else sales*names['Sim_unit_margin']) for sales in Curve_sales]
    Curve_cost = columns['Curve.cost'] = [(names['Sim_cost'] if (sales != '') else '') for sales in Curve_sales]
    r293 = fast.column_total(Budget_planned_margin)
    r294 = fast.positions(Budget_month)
    names['PaysFrom'] = (('' if cents_of_sum(names['UnscheduledExpenses'])>0 else ((names['ScheduleStart'] if r293>0 else '') if (names['LastLossMonth'] == 0) else (('' if (names['LastLossMonth'] == '') else next_month(names['LastLossMonth'])) if (next_month(names['LastLossMonth']) in r294) else ('Not this year' if names['TotalCost']>0 else '')))) if (names['ScheduleStart'] != '') else '')
    r295 = fast.positions(Budget_margin_cumulative)
    names['LargestNeedMonth'] = ('' if (names['LargestNeed'] == '') else (Budget_month[r295[r282]] if names['LargestNeed']>0 else ''))
    r296 = fast.counts(r112, r113, r271)
    r297 = fast.kept(Returns_revenue, 'positive', None)
    r298 = fast.kept(Returns_effective_rate, 'blank', None)
    r299 = fast.all_kept(r297, r298)
    r300 = fast.count(r299)
    names['LargestNeedNote'] = ('To complete: '+as_text(r296.get(0, 0))+' '+('actions without a month' if r296.get(0, 0)>1 else 'action without a month') if cents_of_sum(names['UnscheduledExpenses'])>0 else ('without the margin of '+as_text(r300)+' '+('actions of unknown rate' if r300>1 else 'action of unknown rate') if r300>0 else (('' if names['LargestNeed']>0 else 'No need') if (names['LargestNeed'] != '') else '')))
    names['Dashboard_LargestNeed'] = names['LargestNeed']
    r301 = fast.all_different(Budget_month)
    r302 = fast.totals(Budget_month, Budget_margin_cumulative, r301, None)
    r303 = as_text(names['MonthName_2'])
    r304 = as_text(names['MonthName_3'])
    r305 = as_text(names['MonthName_4'])
    r306 = as_text(names['MonthName_5'])
    r307 = as_text(names['MonthName_6'])
    r308 = as_text(names['MonthName_7'])
    r309 = as_text(names['MonthName_8'])
    r310 = as_text(names['MonthName_9'])
    r311 = as_text(names['MonthName_10'])
    r312 = as_text(names['MonthName_11'])
    names['MonthsInNeed'] = ('' if (names['LargestNeed'] == '') else (trimmed(''.join(((r145+' ' if r302.get(later(names['ScheduleStart'], 0), 0)<-0.005 else ''), (r303+' ' if r302.get(later(names['ScheduleStart'], 1), 0)<-0.005 else ''), (r304+' ' if r302.get(later(names['ScheduleStart'], 2), 0)<-0.005 else ''), (r305+' ' if r302.get(later(names['ScheduleStart'], 3), 0)<-0.005 else ''), (r306+' ' if r302.get(later(names['ScheduleStart'], 4), 0)<-0.005 else ''), (r307+' ' if r302.get(later(names['ScheduleStart'], 5), 0)<-0.005 else ''), (r308+' ' if r302.get(later(names['ScheduleStart'], 6), 0)<-0.005 else ''), (r309+' ' if r302.get(later(names['ScheduleStart'], 7), 0)<-0.005 else ''), (r310+' ' if r302.get(later(names['ScheduleStart'], 8), 0)<-0.005 else ''), (r311+' ' if r302.get(later(names['ScheduleStart'], 9), 0)<-0.005 else ''), (r312+' ' if r302.get(later(names['ScheduleStart'], 10), 0)<-0.005 else ''), (r147+' ' if r302.get(later(names['ScheduleStart'], 11), 0)<-0.005 else '')))) if names['LargestNeed']>0 else ''))
    names['LitLink_2'] = spots.shown(surroundings, names['LitSpot_2'], r152)
    names['LitSpot_3'] = (spots.of_lit(surroundings, names['Lit_3'], {'Check_unreadable': names['Spot_unreadable'], 'Check_below': names['Spot_below'], 'Check_orphans': names['Spot_orphans'], 'Check_dragged': names['Spot_dragged'], 'Check_no_number': names['Spot_no_number'], 'Check_twice': names['Spot_twice'], 'Check_not_scheduled': names['Spot_not_scheduled'], 'Check_not_in_returns': names['Spot_not_in_returns'], 'Check_overwritten': names['Spot_overwritten'], 'Check_months_outdated': names['Spot_months_outdated'], 'Check_months_differ': names['Spot_months_differ'], 'Check_no_month': names['Spot_no_month'], 'Check_tracking_outside': names['Spot_tracking_outside'], 'Check_objective_unknown': names['Spot_objective_unknown'], 'Check_more_buyers': names['Spot_more_buyers'], 'Check_no_owner': names['Spot_no_owner']}) if names['Lit_3']>0 else 0)
    names['LitText_3'] = (spots.of_lit(surroundings, names['Lit_3'], {'Check_unreadable': 'Unreadable entries: counted as blank', 'Check_below': 'Rows typed below a table: they do not count', 'Check_orphans': 'Rows that refer to no action', 'Check_dragged': 'Labels filled down, whose number has changed', 'Check_no_number': 'Rows without a number, name or amount', 'Check_twice': 'Actions or numbers used twice', 'Check_not_scheduled': 'Actions missing in the schedule', 'Check_not_in_returns': 'Actions missing in profitability', 'Check_overwritten': 'Formulas replaced by typed values', 'Check_months_outdated': 'Month names of the schedule start at another month than the plan', 'Check_months_differ': 'Totals by month and by action differ', 'Check_no_month': 'Actions without a month: their amounts are not spread', 'Check_tracking_outside': 'Tracking rows without a date or outside the year of the plan', 'Check_objective_unknown': 'Actions whose objective is not on the sheet Objectives', 'Check_more_buyers': 'Actions: more buyers than contacts', 'Check_no_owner': 'Actions without an owner'}) if names['Lit_3']>0 else '')
    names['Lit_4'] = spots.next_lit(surroundings, {'Check_unreadable': names['Check_unreadable'], 'Check_below': names['Check_below'], 'Check_orphans': names['Check_orphans'], 'Check_dragged': names['Check_dragged'], 'Check_no_number': names['Check_no_number'], 'Check_twice': names['Check_twice'], 'Check_not_scheduled': names['Check_not_scheduled'], 'Check_not_in_returns': names['Check_not_in_returns'], 'Check_overwritten': names['Check_overwritten'], 'Check_months_outdated': names['Check_months_outdated'], 'Check_months_differ': names['Check_months_differ'], 'Check_no_month': names['Check_no_month'], 'Check_tracking_outside': names['Check_tracking_outside'], 'Check_objective_unknown': names['Check_objective_unknown'], 'Check_more_buyers': names['Check_more_buyers'], 'Check_no_owner': names['Check_no_owner']}, names['Lit_3'])
    names['Dashboard_PaysFrom'] = names['PaysFrom']
    names['Dashboard_LargestNeedMonth'] = names['LargestNeedMonth']
    names['Dashboard_LargestNeedNote'] = names['LargestNeedNote']
    names['LitLink_3'] = spots.shown(surroundings, names['LitSpot_3'], r152)
    names['LitSpot_4'] = (spots.of_lit(surroundings, names['Lit_4'], {'Check_unreadable': names['Spot_unreadable'], 'Check_below': names['Spot_below'], 'Check_orphans': names['Spot_orphans'], 'Check_dragged': names['Spot_dragged'], 'Check_no_number': names['Spot_no_number'], 'Check_twice': names['Spot_twice'], 'Check_not_scheduled': names['Spot_not_scheduled'], 'Check_not_in_returns': names['Spot_not_in_returns'], 'Check_overwritten': names['Spot_overwritten'], 'Check_months_outdated': names['Spot_months_outdated'], 'Check_months_differ': names['Spot_months_differ'], 'Check_no_month': names['Spot_no_month'], 'Check_tracking_outside': names['Spot_tracking_outside'], 'Check_objective_unknown': names['Spot_objective_unknown'], 'Check_more_buyers': names['Spot_more_buyers'], 'Check_no_owner': names['Spot_no_owner']}) if names['Lit_4']>0 else 0)
    names['LitText_4'] = (spots.of_lit(surroundings, names['Lit_4'], {'Check_unreadable': 'Unreadable entries: counted as blank', 'Check_below': 'Rows typed below a table: they do not count', 'Check_orphans': 'Rows that refer to no action', 'Check_dragged': 'Labels filled down, whose number has changed', 'Check_no_number': 'Rows without a number, name or amount', 'Check_twice': 'Actions or numbers used twice', 'Check_not_scheduled': 'Actions missing in the schedule', 'Check_not_in_returns': 'Actions missing in profitability', 'Check_overwritten': 'Formulas replaced by typed values', 'Check_months_outdated': 'Month names of the schedule start at another month than the plan', 'Check_months_differ': 'Totals by month and by action differ', 'Check_no_month': 'Actions without a month: their amounts are not spread', 'Check_tracking_outside': 'Tracking rows without a date or outside the year of the plan', 'Check_objective_unknown': 'Actions whose objective is not on the sheet Objectives', 'Check_more_buyers': 'Actions: more buyers than contacts', 'Check_no_owner': 'Actions without an owner'}) if names['Lit_4']>0 else '')
    names['Lit_5'] = spots.next_lit(surroundings, {'Check_unreadable': names['Check_unreadable'], 'Check_below': names['Check_below'], 'Check_orphans': names['Check_orphans'], 'Check_dragged': names['Check_dragged'], 'Check_no_number': names['Check_no_number'], 'Check_twice': names['Check_twice'], 'Check_not_scheduled': names['Check_not_scheduled'], 'Check_not_in_returns': names['Check_not_in_returns'], 'Check_overwritten': names['Check_overwritten'], 'Check_months_outdated': names['Check_months_outdated'], 'Check_months_differ': names['Check_months_differ'], 'Check_no_month': names['Check_no_month'], 'Check_tracking_outside': names['Check_tracking_outside'], 'Check_objective_unknown': names['Check_objective_unknown'], 'Check_more_buyers': names['Check_more_buyers'], 'Check_no_owner': names['Check_no_owner']}, names['Lit_4'])
    names['LitLink_4'] = spots.shown(surroundings, names['LitSpot_4'], r152)
    names['LitSpot_5'] = (spots.of_lit(surroundings, names['Lit_5'], {'Check_unreadable': names['Spot_unreadable'], 'Check_below': names['Spot_below'], 'Check_orphans': names['Spot_orphans'], 'Check_dragged': names['Spot_dragged'], 'Check_no_number': names['Spot_no_number'], 'Check_twice': names['Spot_twice'], 'Check_not_scheduled': names['Spot_not_scheduled'], 'Check_not_in_returns': names['Spot_not_in_returns'], 'Check_overwritten': names['Spot_overwritten'], 'Check_months_outdated': names['Spot_months_outdated'], 'Check_months_differ': names['Spot_months_differ'], 'Check_no_month': names['Spot_no_month'], 'Check_tracking_outside': names['Spot_tracking_outside'], 'Check_objective_unknown': names['Spot_objective_unknown'], 'Check_more_buyers': names['Spot_more_buyers'], 'Check_no_owner': names['Spot_no_owner']}) if names['Lit_5']>0 else 0)
    names['LitText_5'] = (spots.of_lit(surroundings, names['Lit_5'], {'Check_unreadable': 'Unreadable entries: counted as blank', 'Check_below': 'Rows typed below a table: they do not count', 'Check_orphans': 'Rows that refer to no action', 'Check_dragged': 'Labels filled down, whose number has changed', 'Check_no_number': 'Rows without a number, name or amount', 'Check_twice': 'Actions or numbers used twice', 'Check_not_scheduled': 'Actions missing in the schedule', 'Check_not_in_returns': 'Actions missing in profitability', 'Check_overwritten': 'Formulas replaced by typed values', 'Check_months_outdated': 'Month names of the schedule start at another month than the plan', 'Check_months_differ': 'Totals by month and by action differ', 'Check_no_month': 'Actions without a month: their amounts are not spread', 'Check_tracking_outside': 'Tracking rows without a date or outside the year of the plan', 'Check_objective_unknown': 'Actions whose objective is not on the sheet Objectives', 'Check_more_buyers': 'Actions: more buyers than contacts', 'Check_no_owner': 'Actions without an owner'}) if names['Lit_5']>0 else '')
    names['LitLink_5'] = spots.shown(surroundings, names['LitSpot_5'], r152)
