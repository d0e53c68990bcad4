using System.Text.Json;
using Azure.Data.Tables;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Events;
using RingRift.Eventing.Json;
using RingRift.Local.Stack;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Operations.Conditions;
using RingRift.Pipeline.Operations.Daemons;
using RingRift.Pipeline.Operations.Retention;

namespace RingRift.Local.Tests.Commands;

/// <summary>The operator's commands on the folder of a stopped stack.</summary>
[Trait("Category", "Slow")]
public sealed class OperatorCommandsTests : IDisposable
{
    private readonly TestFolder _folder = new();

    [Fact]
    public async Task When_the_stack_is_stopped_should_pause_explain_and_resume_on_its_storage()
    {
        await BeginAsync();
        var paused = await RunAsync("pause", "hex8_2p", "--for", "90m", "--reason", "disk is full", "--owner", "ann");
        Assert.Equal((0, string.Empty), (paused.ExitCode, paused.Error));
        Assert.Contains("by ann: disk is full", paused.Output, StringComparison.Ordinal);

        var why = await RunAsync("why", "hex8_2p");
        Assert.Contains("hex8_2p: 1 iterations begun; last progress", why.Output, StringComparison.Ordinal);
        Assert.Contains("[ ] iteration 1: shards stored: 0/2, 0 given up; needed: 2 stored or given up", why.Output, StringComparison.Ordinal);
        Assert.Contains("by ann: disk is full; needed: none", why.Output, StringComparison.Ordinal);

        var resumed = await RunAsync("resume", "hex8_2p");
        Assert.Contains("1 pauses of hex8_2p are lifted", resumed.Output, StringComparison.Ordinal);
        var json = JsonSerializer.Deserialize<RunConditions>((await RunAsync("why", "hex8_2p", "--json")).Output, EventJson.Options)!;
        Assert.All(json.Conditions.Where(condition => condition.Name == "pause"), condition => Assert.True(condition.Met));
    }

    [Fact]
    public async Task When_daemons_are_shown_should_list_each_and_read_back_as_json()
    {
        Directory.CreateDirectory(new StackFolder(_folder.Path).Storage);
        var shown = await RunAsync("daemons");
        Assert.Equal(0, shown.ExitCode);
        Assert.Contains("ReconcileSuccession", shown.Output, StringComparison.Ordinal);
        Assert.Contains("CollectDeadLetters", shown.Output, StringComparison.Ordinal);
        var report = JsonSerializer.Deserialize<DaemonReport>((await RunAsync("daemons", "--json")).Output, EventJson.Options)!;
        Assert.All(report.Daemons, daemon => Assert.Equal(DaemonStatus.Stopped, daemon.Status));
        var none = await RunAsync("why", "square8_2p");
        Assert.Equal(1, none.ExitCode);
        Assert.Contains("'square8_2p': it has no run", none.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_retention_is_asked_for_should_show_each_kind_and_read_back_as_json()
    {
        await BeginAsync();
        var shown = await RunAsync("retention", "--dry-run");
        Assert.Equal((0, string.Empty), (shown.ExitCode, shown.Error));
        Assert.Contains("checkpoints         0 older than", shown.Output, StringComparison.Ordinal);
        var report = JsonSerializer.Deserialize<RetentionReport>((await RunAsync("retention", "--dry-run", "--json")).Output, EventJson.Options)!;
        Assert.Equal((true, 8), (report.Enabled, report.Items.Count));
    }

    [Fact]
    public async Task When_retention_is_told_to_delete_should_refuse_and_name_who_does()
    {
        var refused = await RunAsync("retention");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("--dry-run", refused.Error, StringComparison.Ordinal);
        Assert.Contains("SweepArtifacts", refused.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("champion", "there was no champion yet")]
    [InlineData("7", "no iteration has this number")]
    public async Task When_a_lineage_is_asked_for_of_nothing_should_name_it(string name, string said)
    {
        await BeginAsync();
        var refused = await RunAsync("lineage", "hex8_2p", name);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains($"NAME '{name}': {said}", refused.Error, StringComparison.Ordinal);
        Assert.Contains("square8_2p has no run", (await RunAsync("lineage", "square8_2p", name)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_nothing_was_ever_stored_should_say_so()
    {
        var why = await RunAsync("why", "hex8_2p");
        Assert.Equal(1, why.ExitCode);
        Assert.Contains("train first", why.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_records_are_of_another_version_should_name_them_and_list_the_others()
    {
        await BeginAsync();
        await PlantAsync("daemon.SweepJobs", "{\"recordVersion\":2}");
        await PlantAsync("pauses.all", "{}");
        const string daemon = "aggregates daemon.SweepJobs/head";
        var text = await RunAsync("daemons");
        Assert.Equal((1, string.Empty), (text.ExitCode, text.Error));
        Assert.Contains($"UNREADABLE {daemon} cannot be read: it has version 2; this program supports version 1", text.Output, StringComparison.Ordinal);
        Assert.Contains("ReconcileSuccession", text.Output, StringComparison.Ordinal);
        var json = await RunAsync("daemons", "--json");
        Assert.Equal((1, daemon), (json.ExitCode, JsonSerializer.Deserialize<DaemonReport>(json.Output, EventJson.Options)!.Unreadable!.Single().Record));

        var why = await RunAsync("why", "hex8_2p");
        Assert.Equal((1, string.Empty), (why.ExitCode, why.Error));
        Assert.Contains("UNREADABLE aggregates pauses.all/head", why.Output, StringComparison.Ordinal);
        Assert.Contains("[ ] iteration 1: shards stored: 0/2", why.Output, StringComparison.Ordinal);
        await PlantAsync("iteration.hex8_2p.000001", "{\"config\":7}");
        why = await RunAsync("why", "hex8_2p");
        Assert.Equal(1, why.ExitCode);
        Assert.Equal("error: aggregates iteration.hex8_2p.000001/head cannot be read: $.config is 7, which this version does not know", why.Error.TrimEnd());
    }

    public void Dispose() => _folder.Dispose();

    private async Task PlantAsync(string key, string state)
    {
        await using var storage = await StackStorage.OpenAsync(new StackFolder(_folder.Path), CancellationToken.None);
        var table = storage.Get<TableServiceClient>().GetTableClient("aggregates");
        await table.UpsertEntityAsync(new TableEntity(key, "head") { ["Version"] = 7L, ["State"] = state });
    }

    private async Task BeginAsync()
    {
        var folder = new StackFolder(_folder.Path);
        Directory.CreateDirectory(folder.Storage);
        await using var storage = await StackStorage.OpenAsync(folder, CancellationToken.None);
        var state = new IterationState
        {
            Config = "hex8_2p",
            Iteration = 1,
            Stage = IterationStage.SelfPlay,
            StartedAt = TimeProvider.System.GetUtcNow(),
            Plan = new IterationPlan { Shards = 2, GamesPerShard = 10, Seed = 1 },
        };
        await storage.Get<IAggregateStore>().CommitAsync(
            new Commit<IterationState> { Key = state.Key(), State = state, Token = null, Version = 1, InboxId = null, Outbox = [] }, CancellationToken.None);
    }

    private Task<CommandRun> RunAsync(params string[] arguments) => CommandRun.OfAsync([.. arguments, "--data", _folder.Path]);
}
