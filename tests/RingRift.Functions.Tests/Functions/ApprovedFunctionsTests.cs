using RingRift.FunctionsMetadata.Comparison;
using RingRift.FunctionsMetadata.Sources;

namespace RingRift.Functions.Tests.Functions;

/// <summary>What the app offers, by the approved file. A change that is meant is approved by <c>dotnet run --project eng/metadata -- approve</c>.</summary>
public sealed class ApprovedFunctionsTests
{
    private static readonly FunctionSet Approved = ApprovedFunctions.Read(Repository.Root);

    [Fact]
    public void Should_have_these_functions_and_no_others_in_the_local_build() =>
        Assert.Empty(FunctionDifferences.Between(Approved, "the local build", LocalBuild.Read()));

    [Fact]
    public void Should_let_events_arrive_where_the_catalogue_sends_them() => Assert.Empty(CatalogueDifferences.Of(Approved));

    [Fact]
    public void When_a_consumer_or_its_function_is_missing_should_name_it()
    {
        var wrong = FunctionSet.Parse("a build", Approved.ToString().Replace("\"sync-jobs\"", "\"other-jobs\"", StringComparison.Ordinal));
        Assert.Equal(
            ["function SyncGames of queue sync-jobs: a subscription needs it, and no function is it", "function SyncGames of queue other-jobs: no subscription needs it"],
            CatalogueDifferences.Of(wrong));
    }

    [Fact]
    public void Should_answer_nothing_but_health_without_a_key()
    {
        var levels = Approved.Bindings("httpTrigger").ToDictionary(pair => pair.Function, pair => (string?)pair.Binding["authLevel"]);

        Assert.Equal(["ReadHealth"], levels.Where(pair => pair.Value == "Anonymous").Select(pair => pair.Key));
        Assert.All(levels.Where(pair => pair.Key != "ReadHealth"), pair => Assert.Equal("Function", pair.Value));
        Assert.Equal(["get"], Approved.Bindings("httpTrigger").Single(pair => pair.Function == "ReadHealth").Binding["methods"]!.AsArray().Select(method => (string?)method));
    }

    [Fact]
    public void Should_name_route_and_methods_of_every_http_function() =>
        Assert.All(Approved.Bindings("httpTrigger"), pair => Assert.True(pair.Binding["route"] is not null && pair.Binding["methods"]!.AsArray().Count > 0, pair.Function));

    [Fact]
    public void Should_keep_queues_in_the_hosts_own_account_whose_settings_the_deployment_makes() =>
        Assert.All(Approved.Bindings("queueTrigger"), pair => Assert.False(pair.Binding.ContainsKey("connection"), $"{pair.Function} names a connection of its own"));

    [Fact]
    public void Should_have_no_other_triggers() => Assert.Equal(
        Approved.Names.Count, new[] { "eventGridTrigger", "httpTrigger", "queueTrigger", "timerTrigger" }.Sum(type => Approved.Bindings(type).Count()));
}
