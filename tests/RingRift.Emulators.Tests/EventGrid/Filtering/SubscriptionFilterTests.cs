using System.Text.Json;
using RingRift.Emulators.EventGrid;
using RingRift.Emulators.EventGrid.Filtering;
using RingRift.Emulators.EventGrid.Publishing;

namespace RingRift.Emulators.Tests.EventGrid.Filtering;

public sealed class SubscriptionFilterTests
{
    private static readonly CloudEventDocument Document = CloudEventDocument.Create(JsonSerializer.SerializeToElement(new
    {
        specversion = "1.0",
        id = "1",
        source = "/ringrift",
        type = "Ring.Done",
        subject = "hex8_2p/Iteration/7",
        stage = "SelfPlay",
        data = new { n = 5, ok = true, text = "Champion", none = (string?)null, deep = new { x = -1.5 }, list = new[] { "a", "b" } },
    }));

    private static readonly EventSubscription Subscription = new("filters", "topic", new StorageQueueDestination("x", "q"));

    public static TheoryData<AdvancedFilter, bool> Operators => new()
    {
        { new NumberFilter("data.n", NumberFilterOperator.In, 4, 5), true },
        { new NumberFilter("data.n", NumberFilterOperator.In, 4), false },
        { new NumberFilter("data.n", NumberFilterOperator.NotIn, 4, 5), false },
        { new NumberFilter("data.n", NumberFilterOperator.NotIn, 4), true },
        { new NumberFilter("data.n", NumberFilterOperator.LessThan, 5), false },
        { new NumberFilter("data.n", NumberFilterOperator.LessThanOrEquals, 5), true },
        { new NumberFilter("data.n", NumberFilterOperator.GreaterThan, 5), false },
        { new NumberFilter("data.n", NumberFilterOperator.GreaterThanOrEquals, 5), true },
        { new NumberFilter("data.deep.x", NumberFilterOperator.LessThan, -1), true },
        { new NumberRangeFilter("data.n", false, new NumberRange(0, 1), new NumberRange(5, 9)), true },
        { new NumberRangeFilter("data.n", false, new NumberRange(6, 9)), false },
        { new NumberRangeFilter("data.n", true, new NumberRange(0, 1), new NumberRange(5, 9)), false },
        { new NumberRangeFilter("data.n", true, new NumberRange(6, 9)), true },
        { new BoolFilter("data.ok", true), true },
        { new BoolFilter("data.ok", false), false },
        { new StringFilter("data.text", StringFilterOperator.In, "x", "CHAMPION"), true },
        { new StringFilter("data.text", StringFilterOperator.In, "champ"), false },
        { new StringFilter("data.text", StringFilterOperator.NotIn, "champion"), false },
        { new StringFilter("data.text", StringFilterOperator.NotIn, "champ"), true },
        { new StringFilter("data.text", StringFilterOperator.BeginsWith, "champ"), true },
        { new StringFilter("data.text", StringFilterOperator.NotBeginsWith, "champ"), false },
        { new StringFilter("data.text", StringFilterOperator.EndsWith, "ION"), true },
        { new StringFilter("data.text", StringFilterOperator.NotEndsWith, "x", "ION"), false },
        { new StringFilter("data.text", StringFilterOperator.Contains, "x", "amp"), true },
        { new StringFilter("data.text", StringFilterOperator.NotContains, "x", "amp"), false },
        { new StringFilter("stage", StringFilterOperator.In, "selfplay"), true },
        { new StringFilter("source", StringFilterOperator.BeginsWith, "/ring"), true },
        { new StringFilter("data.n", StringFilterOperator.In, "5"), false },
        { new NullFilter("data.none", true), true },
        { new NullFilter("data.none", false), false },
        { new NullFilter("data.n", true), false },
        { new NullFilter("data.n", false), true },
        { new NullFilter("data.list", false), true },
    };

    public static TheoryData<AdvancedFilter, bool> MissingKeys => new()
    {
        { new NumberFilter("data.gone", NumberFilterOperator.In, 1), false },
        { new NumberFilter("data.gone", NumberFilterOperator.NotIn, 1), true },
        { new NumberFilter("data.gone", NumberFilterOperator.LessThan, 1), false },
        { new NumberFilter("data.gone", NumberFilterOperator.LessThanOrEquals, 1), false },
        { new NumberFilter("data.gone", NumberFilterOperator.GreaterThan, 1), false },
        { new NumberFilter("data.gone", NumberFilterOperator.GreaterThanOrEquals, 1), false },
        { new NumberRangeFilter("data.gone", false, new NumberRange(0, 1)), false },
        { new NumberRangeFilter("data.gone", true, new NumberRange(0, 1)), false },
        { new BoolFilter("data.gone", false), false },
        { new StringFilter("data.gone", StringFilterOperator.In, "x"), false },
        { new StringFilter("data.gone", StringFilterOperator.NotIn, "x"), true },
        { new StringFilter("data.gone", StringFilterOperator.BeginsWith, "x"), false },
        { new StringFilter("data.gone", StringFilterOperator.NotBeginsWith, "x"), false },
        { new StringFilter("data.gone", StringFilterOperator.EndsWith, "x"), false },
        { new StringFilter("data.gone", StringFilterOperator.NotEndsWith, "x"), false },
        { new StringFilter("data.gone", StringFilterOperator.Contains, "x"), false },
        { new StringFilter("data.gone", StringFilterOperator.NotContains, "x"), false },
        { new StringFilter("data.n.x", StringFilterOperator.NotIn, "x"), true },
        { new NullFilter("data.gone", true), true },
        { new NullFilter("data.gone", false), false },
    };

    public static TheoryData<AdvancedFilter, bool> Arrays => new()
    {
        { new StringFilter("data.list", StringFilterOperator.In, "b"), true },
        { new StringFilter("data.list", StringFilterOperator.In, "c"), false },
        { new StringFilter("data.list", StringFilterOperator.NotIn, "b"), false },
        { new StringFilter("data.list", StringFilterOperator.NotIn, "c"), true },
    };

    [Theory]
    [MemberData(nameof(Operators))]
    public void Should_apply_every_operator(AdvancedFilter filter, bool expected) => Assert.Equal(expected, Matches(filter));

    [Theory]
    [MemberData(nameof(MissingKeys))]
    public void When_the_key_is_missing_only_not_in_and_null_should_match(AdvancedFilter filter, bool expected) =>
        Assert.Equal(expected, Matches(filter));

    [Theory]
    [MemberData(nameof(Arrays))]
    public void When_arrays_are_enabled_should_look_into_them(AdvancedFilter filter, bool expected)
    {
        Assert.Equal(expected, Matches(Subscription with { AdvancedFilters = [filter], EnableAdvancedFilteringOnArrays = true }));
        Assert.False(Matches(Subscription with { AdvancedFilters = [filter] }));
    }

    [Fact]
    public void When_there_are_several_filters_all_should_have_to_hold()
    {
        var holds = new BoolFilter("data.ok", true);
        var fails = new BoolFilter("data.ok", false);

        Assert.True(Matches(Subscription with { AdvancedFilters = [holds, holds] }));
        Assert.False(Matches(Subscription with { AdvancedFilters = [holds, fails] }));
    }

    [Fact]
    public void Should_filter_types_and_subjects()
    {
        Assert.True(Matches(Subscription));
        Assert.True(Matches(Subscription with { IncludedEventTypes = ["Other", "Ring.Done"] }));
        Assert.False(Matches(Subscription with { IncludedEventTypes = ["Other"] }));
        Assert.True(Matches(Subscription with { SubjectBeginsWith = "HEX8_", SubjectEndsWith = "/7" }));
        Assert.False(Matches(Subscription with { SubjectBeginsWith = "square8" }));
        Assert.False(Matches(Subscription with { SubjectEndsWith = "/8" }));
        Assert.False(Matches(Subscription with { SubjectBeginsWith = "HEX8_", IsSubjectCaseSensitive = true }));
    }

    private static bool Matches(AdvancedFilter filter) => Matches(Subscription with { AdvancedFilters = [filter] });

    private static bool Matches(EventSubscription subscription) => SubscriptionFilter.Matches(subscription, Document);
}
