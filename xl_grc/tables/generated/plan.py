"""The shape of the kind of workbook 'plan', as `make generated` writes it out of its definition: not to be edited."""

from xl_grc.tables.shape import ColumnShape, Kind, TableShape

SHAPES = {
    'Objectives': TableShape(
        'Objectives', (
        ColumnShape('objective', 'input', 'text'),
        ColumnShape('measure', 'input', 'text'),
        ColumnShape('target', 'input', 'number'),
        ColumnShape('due', 'input', 'number'),
        ColumnShape('planned', 'computed', 'number'),
        ColumnShape('entered_actual', 'input', 'number'),
        ColumnShape('actual', 'computed', 'number'),
        ColumnShape('planned_attainment', 'computed', 'number'),
        ColumnShape('actual_attainment', 'computed', 'number'),
        ColumnShape('status', 'computed', 'text'),
        ), 5, ()
    ),
    'Actions': TableShape(
        'Actions', (
        ColumnShape('no', 'key', 'number'),
        ColumnShape('objective', 'input', 'text'),
        ColumnShape('action', 'input', 'text'),
        ColumnShape('short_term', 'input', 'mark'),
        ColumnShape('medium_term', 'input', 'mark'),
        ColumnShape('long_term', 'input', 'mark'),
        ColumnShape('expenses', 'input', 'number'),
        ColumnShape('revenue', 'input', 'number'),
        ColumnShape('type', 'input', 'text'),
        ColumnShape('owner', 'input', 'text'),
        ColumnShape('priority', 'input', 'text'),
        ColumnShape('status', 'input', 'text'),
        ColumnShape('progress', 'input', 'number'),
        ColumnShape('means', 'input', 'text'),
        ColumnShape('audience', 'input', 'text'),
        ColumnShape('product', 'input', 'text'),
        ColumnShape('area', 'input', 'text'),
        ColumnShape('channel', 'input', 'text'),
        ColumnShape('label', 'computed', 'text'),
        ColumnShape('effective_expenses', 'computed', 'number'),
        ColumnShape('effective_revenue', 'computed', 'number'),
        ColumnShape('actual_expenses', 'computed', 'number'),
        ColumnShape('actual_revenue', 'computed', 'number'),
        ColumnShape('remarks', 'computed', 'text'),
        ), 10, ()
    ),
    'Schedule': TableShape(
        'Schedule', (
        ColumnShape('no', 'key', 'number'),
        ColumnShape('action', 'computed', 'text'),
        ColumnShape('owner', 'computed', 'text'),
        ColumnShape('month_1', 'input', 'mark'),
        ColumnShape('month_2', 'input', 'mark'),
        ColumnShape('month_3', 'input', 'mark'),
        ColumnShape('month_4', 'input', 'mark'),
        ColumnShape('month_5', 'input', 'mark'),
        ColumnShape('month_6', 'input', 'mark'),
        ColumnShape('month_7', 'input', 'mark'),
        ColumnShape('month_8', 'input', 'mark'),
        ColumnShape('month_9', 'input', 'mark'),
        ColumnShape('month_10', 'input', 'mark'),
        ColumnShape('month_11', 'input', 'mark'),
        ColumnShape('month_12', 'input', 'mark'),
        ColumnShape('months', 'computed', 'number'),
        ColumnShape('expenses_per_month', 'computed', 'number'),
        ColumnShape('revenue_per_month', 'computed', 'number'),
        ColumnShape('margin_per_month', 'computed', 'number'),
        ColumnShape('status', 'computed', 'text'),
        ColumnShape('months_over', 'computed', 'number'),
        ColumnShape('situation', 'computed', 'text'),
        ), 10, ()
    ),
    'Costs': TableShape(
        'Costs', (
        ColumnShape('action', 'input', 'text'),
        ColumnShape('no', 'computed', 'number'),
        ColumnShape('item', 'input', 'text'),
        ColumnShape('quantity', 'input', 'number'),
        ColumnShape('unit', 'input', 'text'),
        ColumnShape('unit_cost', 'input', 'number'),
        ColumnShape('amount', 'computed', 'number'),
        ), 10, ()
    ),
    'Returns': TableShape(
        'Returns', (
        ColumnShape('no', 'key', 'number'),
        ColumnShape('action', 'computed', 'text'),
        ColumnShape('cost', 'computed', 'number'),
        ColumnShape('contacts', 'input', 'number'),
        ColumnShape('buyers', 'input', 'number'),
        ColumnShape('price', 'input', 'number'),
        ColumnShape('unit_cost_price', 'input', 'number'),
        ColumnShape('margin_rate', 'input', 'number'),
        ColumnShape('effective_rate', 'computed', 'number'),
        ColumnShape('contact_cost', 'computed', 'number'),
        ColumnShape('conversion_rate', 'computed', 'number'),
        ColumnShape('revenue', 'computed', 'number'),
        ColumnShape('gross_gain', 'computed', 'number'),
        ColumnShape('margin', 'computed', 'number'),
        ColumnShape('margin_result', 'computed', 'number'),
        ColumnShape('roi', 'computed', 'number'),
        ColumnShape('breakeven_units', 'computed', 'number'),
        ColumnShape('breakeven_rate', 'computed', 'number'),
        ColumnShape('verdict', 'computed', 'text'),
        ColumnShape('roi_rank', 'computed', 'number'),
        ColumnShape('contact_rank', 'computed', 'number'),
        ColumnShape('in_words', 'computed', 'text'),
        ColumnShape('roi_order', 'computed', 'number'),
        ), 10, ()
    ),
    'Tracking': TableShape(
        'Tracking', (
        ColumnShape('date', 'input', 'number'),
        ColumnShape('action', 'input', 'text'),
        ColumnShape('no', 'computed', 'number'),
        ColumnShape('expenses', 'input', 'number'),
        ColumnShape('revenue', 'input', 'number'),
        ColumnShape('contacts', 'input', 'number'),
        ColumnShape('buyers', 'input', 'number'),
        ColumnShape('note', 'input', 'text'),
        ), 10, ()
    ),
    'Budget': TableShape(
        'Budget', (
        ColumnShape('month', 'key', 'number'),
        ColumnShape('planned_expenses', 'computed', 'number'),
        ColumnShape('actual_expenses', 'computed', 'number'),
        ColumnShape('expense_variance', 'computed', 'number'),
        ColumnShape('planned_revenue', 'computed', 'number'),
        ColumnShape('actual_revenue', 'computed', 'number'),
        ColumnShape('revenue_variance', 'computed', 'number'),
        ColumnShape('planned_balance', 'computed', 'number'),
        ColumnShape('actual_balance', 'computed', 'number'),
        ColumnShape('planned_cumulative', 'computed', 'number'),
        ColumnShape('actual_cumulative', 'computed', 'number'),
        ColumnShape('expense_variance_rate', 'computed', 'number'),
        ColumnShape('revenue_variance_rate', 'computed', 'number'),
        ColumnShape('planned_margin', 'computed', 'number'),
        ColumnShape('margin_cumulative', 'computed', 'number'),
        ), 0, ()
    ),
    'Curve': TableShape(
        'Curve', (
        ColumnShape('step', 'key', 'number'),
        ColumnShape('sales', 'computed', 'number'),
        ColumnShape('margin', 'computed', 'number'),
        ColumnShape('cost', 'computed', 'number'),
        ), 0, (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10)
    ),
    'SensitivityPrice': TableShape(
        'SensitivityPrice', (
        ColumnShape('factor', 'key', 'number'),
        ColumnShape('conversion', 'computed', 'number'),
        ColumnShape('price_80', 'computed', 'number'),
        ColumnShape('price_90', 'computed', 'number'),
        ColumnShape('price_100', 'computed', 'number'),
        ColumnShape('price_110', 'computed', 'number'),
        ColumnShape('price_120', 'computed', 'number'),
        ), 0, (0.5, 0.75, 1.0, 1.25, 1.5)
    ),
    'SensitivityCost': TableShape(
        'SensitivityCost', (
        ColumnShape('factor', 'key', 'number'),
        ColumnShape('conversion', 'computed', 'number'),
        ColumnShape('cost_80', 'computed', 'number'),
        ColumnShape('cost_90', 'computed', 'number'),
        ColumnShape('cost_100', 'computed', 'number'),
        ColumnShape('cost_110', 'computed', 'number'),
        ColumnShape('cost_120', 'computed', 'number'),
        ), 0, (0.5, 0.75, 1.0, 1.25, 1.5)
    ),
    'Best': TableShape(
        'Best', (
        ColumnShape('place', 'key', 'number'),
        ColumnShape('no', 'computed', 'number'),
        ColumnShape('action', 'computed', 'text'),
        ColumnShape('cost', 'computed', 'number'),
        ColumnShape('margin_result', 'computed', 'number'),
        ColumnShape('roi', 'computed', 'number'),
        ColumnShape('verdict', 'computed', 'text'),
        ), 0, (1, 2, 3, 4, 5)
    ),
    'Worst': TableShape(
        'Worst', (
        ColumnShape('place', 'key', 'number'),
        ColumnShape('no', 'computed', 'number'),
        ColumnShape('action', 'computed', 'text'),
        ColumnShape('cost', 'computed', 'number'),
        ColumnShape('margin_result', 'computed', 'number'),
        ColumnShape('roi', 'computed', 'number'),
        ColumnShape('verdict', 'computed', 'text'),
        ), 0, (1, 2, 3)
    ),
    'ByType': TableShape(
        'ByType', (
        ColumnShape('place', 'key', 'number'),
        ColumnShape('type', 'computed', 'text'),
        ColumnShape('expenses', 'computed', 'number'),
        ColumnShape('revenue', 'computed', 'number'),
        ), 0, (1, 2, 3, 4, 5, 6, 7, 8)
    ),
    'Types': TableShape(
        'Types', (
        ColumnShape('value', 'input', 'text'),
        ), 0, ()
    ),
    'Owners': TableShape(
        'Owners', (
        ColumnShape('value', 'input', 'text'),
        ), 0, ()
    ),
    'Priorities': TableShape(
        'Priorities', (
        ColumnShape('value', 'input', 'text'),
        ), 0, ()
    ),
    'Statuses': TableShape(
        'Statuses', (
        ColumnShape('value', 'input', 'text'),
        ), 0, ()
    ),
    'Units': TableShape(
        'Units', (
        ColumnShape('value', 'input', 'text'),
        ), 0, ()
    ),
    'CostItems': TableShape(
        'CostItems', (
        ColumnShape('value', 'input', 'text'),
        ), 0, ()
    ),
    'Channels': TableShape(
        'Channels', (
        ColumnShape('value', 'input', 'text'),
        ), 0, ()
    ),
}

NAMED_INPUTS: dict[str, Kind] = {'Company': 'text', 'Reference': 'text', 'PeriodStart': 'number', 'Currency': 'text', 'Language': 'text', 'AsOf': 'number', 'DefaultMarginRate': 'number', 'SimulatedAction': 'text', 'Try_cost': 'number', 'Try_contacts': 'number', 'Try_buyers': 'number', 'Try_price': 'number', 'Try_margin_rate': 'number', 'Try_discount': 'number'}
