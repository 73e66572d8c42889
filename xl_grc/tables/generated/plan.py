"""The shape of the kind of workbook 'plan', as `make generated` writes it out of its definition: not to be edited."""

from xl_grc.tables.shape import ColumnShape, Held, Bounds, TableShape

SHAPES = {
    'Objectives': TableShape(
        'Objectives', (
        ColumnShape('objective', 'input', 'text', ''),
        ColumnShape('measure', 'input', 'text', ''),
        ColumnShape('target', 'input', 'number', ''),
        ColumnShape('due', 'input', 'day', ''),
        ColumnShape('planned', 'computed', 'number', ''),
        ColumnShape('entered_actual', 'input', 'number', ''),
        ColumnShape('actual', 'computed', 'number', ''),
        ColumnShape('planned_attainment', 'computed', 'number', ''),
        ColumnShape('actual_attainment', 'computed', 'number', ''),
        ColumnShape('status', 'computed', 'text', ''),
        ), 10, ()
    ),
    'Actions': TableShape(
        'Actions', (
        ColumnShape('no', 'key', 'number', ''),
        ColumnShape('objective', 'input', 'text', ''),
        ColumnShape('action', 'input', 'text', ''),
        ColumnShape('short_term', 'input', 'mark', ''),
        ColumnShape('medium_term', 'input', 'mark', ''),
        ColumnShape('long_term', 'input', 'mark', ''),
        ColumnShape('expenses', 'input', 'number', ''),
        ColumnShape('revenue', 'input', 'number', ''),
        ColumnShape('type', 'input', 'text', ''),
        ColumnShape('owner', 'input', 'text', ''),
        ColumnShape('priority', 'input', 'text', ''),
        ColumnShape('status', 'input', 'text', ''),
        ColumnShape('progress', 'input', 'number', ''),
        ColumnShape('means', 'input', 'text', ''),
        ColumnShape('audience', 'input', 'text', ''),
        ColumnShape('product', 'input', 'text', ''),
        ColumnShape('area', 'input', 'text', ''),
        ColumnShape('channel', 'input', 'text', ''),
        ColumnShape('label', 'computed', 'text', ''),
        ColumnShape('effective_expenses', 'computed', 'number', ''),
        ColumnShape('effective_revenue', 'computed', 'number', ''),
        ColumnShape('actual_expenses', 'computed', 'number', ''),
        ColumnShape('actual_revenue', 'computed', 'number', ''),
        ColumnShape('remarks', 'computed', 'text', ''),
        ), 10, ()
    ),
    'Schedule': TableShape(
        'Schedule', (
        ColumnShape('no', 'key', 'number', ''),
        ColumnShape('action', 'computed', 'text', ''),
        ColumnShape('owner', 'computed', 'text', ''),
        ColumnShape('month_1', 'input', 'share', ''),
        ColumnShape('month_2', 'input', 'share', ''),
        ColumnShape('month_3', 'input', 'share', ''),
        ColumnShape('month_4', 'input', 'share', ''),
        ColumnShape('month_5', 'input', 'share', ''),
        ColumnShape('month_6', 'input', 'share', ''),
        ColumnShape('month_7', 'input', 'share', ''),
        ColumnShape('month_8', 'input', 'share', ''),
        ColumnShape('month_9', 'input', 'share', ''),
        ColumnShape('month_10', 'input', 'share', ''),
        ColumnShape('month_11', 'input', 'share', ''),
        ColumnShape('month_12', 'input', 'share', ''),
        ColumnShape('revenue_delay', 'input', 'number', ''),
        ColumnShape('months', 'computed', 'number', ''),
        ColumnShape('shares', 'computed', 'number', ''),
        ColumnShape('expenses_per_share', 'computed', 'number', ''),
        ColumnShape('revenue_per_share', 'computed', 'number', ''),
        ColumnShape('margin_per_share', 'computed', 'number', ''),
        ColumnShape('status', 'computed', 'text', ''),
        ColumnShape('months_over', 'computed', 'number', ''),
        ColumnShape('situation', 'computed', 'text', ''),
        ColumnShape('counted_delay', 'computed', 'number', 0),
        ColumnShape('counted_revenue', 'computed', 'number', 0),
        ColumnShape('counted_margin', 'computed', 'number', 0),
        ), 10, ()
    ),
    'Costs': TableShape(
        'Costs', (
        ColumnShape('action', 'input', 'text', ''),
        ColumnShape('no', 'computed', 'number', ''),
        ColumnShape('item', 'input', 'text', ''),
        ColumnShape('quantity', 'input', 'number', ''),
        ColumnShape('unit', 'input', 'text', ''),
        ColumnShape('unit_cost', 'input', 'number', ''),
        ColumnShape('amount', 'computed', 'number', ''),
        ColumnShape('remarks', 'computed', 'text', ''),
        ), 60, ()
    ),
    'Returns': TableShape(
        'Returns', (
        ColumnShape('no', 'key', 'number', ''),
        ColumnShape('action', 'computed', 'text', ''),
        ColumnShape('cost', 'computed', 'number', ''),
        ColumnShape('contacts', 'input', 'number', ''),
        ColumnShape('buyers', 'input', 'number', ''),
        ColumnShape('price', 'input', 'number', ''),
        ColumnShape('unit_cost_price', 'input', 'number', ''),
        ColumnShape('margin_rate', 'input', 'number', ''),
        ColumnShape('effective_rate', 'computed', 'number', ''),
        ColumnShape('contact_cost', 'computed', 'number', ''),
        ColumnShape('conversion_rate', 'computed', 'number', ''),
        ColumnShape('revenue', 'computed', 'number', ''),
        ColumnShape('gross_gain', 'computed', 'number', ''),
        ColumnShape('margin', 'computed', 'number', ''),
        ColumnShape('margin_result', 'computed', 'number', ''),
        ColumnShape('roi', 'computed', 'number', ''),
        ColumnShape('breakeven_units', 'computed', 'number', ''),
        ColumnShape('breakeven_rate', 'computed', 'number', ''),
        ColumnShape('verdict', 'computed', 'text', ''),
        ColumnShape('roi_rank', 'computed', 'number', ''),
        ColumnShape('contact_rank', 'computed', 'number', ''),
        ColumnShape('in_words', 'computed', 'text', ''),
        ColumnShape('roi_order', 'computed', 'number', ''),
        ColumnShape('sales', 'computed', 'number', ''),
        ), 10, ()
    ),
    'Tracking': TableShape(
        'Tracking', (
        ColumnShape('date', 'input', 'day', ''),
        ColumnShape('action', 'input', 'text', ''),
        ColumnShape('no', 'computed', 'number', ''),
        ColumnShape('expenses', 'input', 'number', ''),
        ColumnShape('revenue', 'input', 'number', ''),
        ColumnShape('contacts', 'input', 'number', ''),
        ColumnShape('buyers', 'input', 'number', ''),
        ColumnShape('note', 'input', 'text', ''),
        ColumnShape('remarks', 'computed', 'text', ''),
        ), 60, ()
    ),
    'Budget': TableShape(
        'Budget', (
        ColumnShape('month', 'computed', 'number', ''),
        ColumnShape('planned_expenses', 'computed', 'number', ''),
        ColumnShape('actual_expenses', 'computed', 'number', ''),
        ColumnShape('expense_variance', 'computed', 'number', ''),
        ColumnShape('planned_revenue', 'computed', 'number', ''),
        ColumnShape('actual_revenue', 'computed', 'number', ''),
        ColumnShape('revenue_variance', 'computed', 'number', ''),
        ColumnShape('planned_balance', 'computed', 'number', ''),
        ColumnShape('actual_balance', 'computed', 'number', ''),
        ColumnShape('planned_cumulative', 'computed', 'number', ''),
        ColumnShape('actual_cumulative', 'computed', 'number', ''),
        ColumnShape('expense_variance_rate', 'computed', 'number', ''),
        ColumnShape('revenue_variance_rate', 'computed', 'number', ''),
        ColumnShape('planned_margin', 'computed', 'number', ''),
        ColumnShape('margin_cumulative', 'computed', 'number', ''),
        ), 0, ()
    ),
    'Curve': TableShape(
        'Curve', (
        ColumnShape('step', 'key', 'number', ''),
        ColumnShape('sales', 'computed', 'number', ''),
        ColumnShape('margin', 'computed', 'number', ''),
        ColumnShape('cost', 'computed', 'number', ''),
        ), 0, (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10)
    ),
    'SensitivityPrice': TableShape(
        'SensitivityPrice', (
        ColumnShape('factor', 'key', 'number', ''),
        ColumnShape('conversion', 'computed', 'number', ''),
        ColumnShape('price_80', 'computed', 'number', ''),
        ColumnShape('price_90', 'computed', 'number', ''),
        ColumnShape('price_100', 'computed', 'number', ''),
        ColumnShape('price_110', 'computed', 'number', ''),
        ColumnShape('price_120', 'computed', 'number', ''),
        ), 0, (0.5, 0.75, 1.0, 1.25, 1.5)
    ),
    'SensitivityCost': TableShape(
        'SensitivityCost', (
        ColumnShape('factor', 'key', 'number', ''),
        ColumnShape('conversion', 'computed', 'number', ''),
        ColumnShape('cost_80', 'computed', 'number', ''),
        ColumnShape('cost_90', 'computed', 'number', ''),
        ColumnShape('cost_100', 'computed', 'number', ''),
        ColumnShape('cost_110', 'computed', 'number', ''),
        ColumnShape('cost_120', 'computed', 'number', ''),
        ), 0, (0.5, 0.75, 1.0, 1.25, 1.5)
    ),
    'Best': TableShape(
        'Best', (
        ColumnShape('place', 'key', 'number', ''),
        ColumnShape('action', 'computed', 'text', ''),
        ColumnShape('no', 'computed', 'number', ''),
        ColumnShape('cost', 'computed', 'number', ''),
        ColumnShape('margin_result', 'computed', 'number', ''),
        ColumnShape('roi', 'computed', 'number', ''),
        ColumnShape('verdict', 'computed', 'text', ''),
        ), 0, (1, 2, 3, 4, 5)
    ),
    'Worst': TableShape(
        'Worst', (
        ColumnShape('place', 'key', 'number', ''),
        ColumnShape('action', 'computed', 'text', ''),
        ColumnShape('no', 'computed', 'number', ''),
        ColumnShape('cost', 'computed', 'number', ''),
        ColumnShape('margin_result', 'computed', 'number', ''),
        ColumnShape('roi', 'computed', 'number', ''),
        ColumnShape('verdict', 'computed', 'text', ''),
        ), 0, (1, 2, 3)
    ),
    'ByType': TableShape(
        'ByType', (
        ColumnShape('place', 'key', 'number', ''),
        ColumnShape('type', 'computed', 'text', ''),
        ColumnShape('expenses', 'computed', 'number', ''),
        ColumnShape('revenue', 'computed', 'number', ''),
        ), 0, (1, 2, 3, 4, 5, 6, 7, 8)
    ),
    'Types': TableShape(
        'Types', (
        ColumnShape('value', 'input', 'text', ''),
        ), 10, ()
    ),
    'Owners': TableShape(
        'Owners', (
        ColumnShape('value', 'input', 'text', ''),
        ), 10, ()
    ),
    'Priorities': TableShape(
        'Priorities', (
        ColumnShape('value', 'input', 'text', ''),
        ), 10, ()
    ),
    'Statuses': TableShape(
        'Statuses', (
        ColumnShape('value', 'input', 'text', ''),
        ), 10, ()
    ),
    'Units': TableShape(
        'Units', (
        ColumnShape('value', 'input', 'text', ''),
        ), 10, ()
    ),
    'CostItems': TableShape(
        'CostItems', (
        ColumnShape('value', 'input', 'text', ''),
        ), 10, ()
    ),
    'Channels': TableShape(
        'Channels', (
        ColumnShape('value', 'input', 'text', ''),
        ), 10, ()
    ),
}

NAMED_INPUTS: dict[str, Held] = {'Company': 'text', 'Reference': 'text', 'PeriodStart': 'day', 'Currency': 'text', 'Language': 'text', 'AsOf': 'day', 'DefaultMarginRate': 'number', 'SimulatedAction': 'text', 'Try_cost': 'number', 'Try_contacts': 'number', 'Try_buyers': 'number', 'Try_price': 'number', 'Try_margin_rate': 'number', 'Try_discount': 'number'}
LIMITS: dict[str, Bounds] = {'Objectives.target': (0, 9e+307), 'Objectives.due': (18264, 73050), 'Objectives.entered_actual': (0, 9e+307), 'Actions.no': (None, 9e+307), 'Actions.expenses': (0, 9e+307), 'Actions.revenue': (0, 9e+307), 'Actions.progress': (0, 1), 'Schedule.no': (None, 9e+307), 'Schedule.revenue_delay': (0, 24), 'Costs.quantity': (0, 9e+307), 'Costs.unit_cost': (0, 9e+307), 'Returns.no': (None, 9e+307), 'Returns.contacts': (0, 9e+307), 'Returns.buyers': (0, 9e+307), 'Returns.price': (0, 9e+307), 'Returns.unit_cost_price': (0, 9e+307), 'Returns.margin_rate': (0, 1), 'Tracking.date': (18264, 73050), 'Tracking.expenses': (0, 9e+307), 'Tracking.revenue': (0, 9e+307), 'Tracking.contacts': (0, 9e+307), 'Tracking.buyers': (0, 9e+307), 'PeriodStart': (18264, 73050), 'AsOf': (18264, 73050), 'DefaultMarginRate': (0, 1), 'Try_cost': (0, 9e+307), 'Try_contacts': (0, 9e+307), 'Try_buyers': (0, 9e+307), 'Try_price': (0, 9e+307), 'Try_margin_rate': (0, 1), 'Try_discount': (0, 1)}
