using RingRift.Local.Settings;
using RingRift.Local.Stack;

namespace RingRift.Local.Tests.Settings;

public sealed class SettingNamesTests
{
    private static readonly SettingNames Names = OptionsCatalogue.Of(StackPrograms.Functions, StackPrograms.Worker);

    [Theory]
    [InlineData("Pipeline:GamesPerShard")]
    [InlineData("Pipeline__GamesPerShard")]
    [InlineData("pipeline:gamespershard")]
    [InlineData("Pipeline:Quality:MinRows")]
    [InlineData("Outbox:SweepAfter")]
    [InlineData("Worker:LeaseSeconds")]
    [InlineData("SelfPlay:Threads")]
    [InlineData("Training:MaxSteps")]
    [InlineData("Logging:LogLevel:Default")]
    [InlineData("AzureFunctionsJobHost:extensions:queues:batchSize")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT")]
    public void Should_take_what_programs_read(string name) => Assert.Null(Names.FindFault(name));

    [Theory]
    [InlineData("Pipelin:GamesPerShard", "there is no such section", "Pipeline,")]
    [InlineData("Pipeline:GamesPerShards", "section Pipeline has no setting 'GamesPerShards'", "GamesPerShard, ")]
    [InlineData("Training:Lease", "section Training has no setting 'Lease'", "LearningRate")]
    [InlineData("SelfPlay:EffectiveThreads", "section SelfPlay has no setting 'EffectiveThreads'", "Threads")]
    [InlineData("PipelineGamesPerShard", "there is no such section", "SECTION:NAME")]
    [InlineData("Pipeline", "there is no such section", "SECTION:NAME")]
    public void When_a_name_is_not_read_should_say_what_there_is(string name, string fault, string known)
    {
        var found = Names.FindFault(name);

        Assert.StartsWith(fault, found, StringComparison.Ordinal);
        Assert.Contains(known, found, StringComparison.Ordinal);
    }

    [Fact]
    public void When_one_section_begins_like_another_should_judge_by_the_longer()
    {
        var names = new SettingNames(
            new[] { ("A", "B"), ("A:Inner", "C") }.ToLookup(pair => pair.Item1, pair => pair.Item2, StringComparer.OrdinalIgnoreCase));

        Assert.Null(names.FindFault("A:B:0"));
        Assert.Null(names.FindFault("A:Inner:C"));
        Assert.Contains("section A:Inner has no setting 'D'", names.FindFault("A:Inner:D"), StringComparison.Ordinal);
    }
}
