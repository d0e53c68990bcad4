using System.Text.Json;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Events;
using RingRift.Local.Stack;
using RingRift.Pipeline.Champions;

namespace RingRift.Local.Tests.Commands;

/// <summary>The commands about champions, on the folder of a stopped stack with real storage.</summary>
[Trait("Category", "Slow")]
public sealed class ChampionCommandTests : IDisposable
{
    private readonly TestFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task Should_list_opponents_roll_back_and_show_what_was_rolled_back()
    {
        await PromoteAsync(3);

        var pool = await CommandRun.OfAsync("pool", "hex8_2p", "--data", _data.Path);
        Assert.Equal(0, pool.ExitCode);
        Assert.Equal(4, Lines(pool).Length);
        Assert.Contains("win rate 0.500 priority 10.00 chance 50", pool.Output, StringComparison.Ordinal);
        Assert.EndsWith("champion", Lines(pool)[3], StringComparison.Ordinal);

        var rolledBack = await CommandRun.OfAsync("rollback", "hex8_2p", "--to", "2", "--reason", "plays badly", "--data", _data.Path);
        Assert.Equal((0, string.Empty), (rolledBack.ExitCode, rolledBack.Error));
        Assert.Contains("generation 4: ", rolledBack.Output, StringComparison.Ordinal);
        var again = await CommandRun.OfAsync("rollback", "hex8_2p", "--to", "2", "--reason", "plays badly", "--json", "--data", _data.Path);
        Assert.False(JsonDocument.Parse(again.Output).RootElement.GetProperty("moved").GetBoolean());

        var models = Lines(await CommandRun.OfAsync("models", "--data", _data.Path));
        Assert.EndsWith("bytes", models[1], StringComparison.Ordinal);
        Assert.EndsWith("rolled back by generation 4", models[2], StringComparison.Ordinal);
        Assert.EndsWith("restores generation 2: plays badly", models[3], StringComparison.Ordinal);
        var json = Lines(await CommandRun.OfAsync("models", "--json", "--data", _data.Path)).Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        Assert.Equal(4, json[2].GetProperty("rolledBackBy").GetInt32());
        Assert.Equal(3, json[3].GetProperty("rollback").GetProperty("undone").GetInt32());
        Assert.Equal([DataEventType.PromotionRolledBack], await WaitingAsync());
    }

    [Fact]
    public async Task When_there_is_no_such_generation_should_refuse_naming_it_and_the_range()
    {
        await PromoteAsync(1);
        var run = await CommandRun.OfAsync("rollback", "hex8_2p", "--to", "5", "--reason", "why", "--data", _data.Path);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("generation 5: there are generations 1 to 1", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_nobody_was_champion_should_say_so()
    {
        await PromoteAsync(0);
        Assert.Contains("nobody was champion", (await CommandRun.OfAsync("pool", "hex8_2p", "--data", _data.Path)).Output, StringComparison.Ordinal);
        Assert.Contains("no network was measured", (await CommandRun.OfAsync("ratings", "hex8_2p", "--data", _data.Path)).Output, StringComparison.Ordinal);
        Assert.Contains("\"opponents\":[]", (await CommandRun.OfAsync("pool", "hex8_2p", "--json", "--data", _data.Path)).Output, StringComparison.Ordinal);
    }

    private static string[] Lines(CommandRun run) => run.Output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);

    private async Task PromoteAsync(int count)
    {
        var folder = new StackFolder(_data.Path);
        Directory.CreateDirectory(folder.Storage);
        await using var storage = await StackStorage.OpenAsync(folder, CancellationToken.None);
        for (var generation = 1; generation <= count; generation++)
        {
            var champion = new Champion(
                "hex8_2p", await PutAsync(storage, ArtifactKind.Model, generation), await PutAsync(storage, ArtifactKind.Checkpoint, generation), generation, generation);
            var token = (await storage.Champions.GetAsync("hex8_2p", CancellationToken.None))?.Token;
            Assert.True(await storage.Champions.TrySwapAsync(champion, token, CancellationToken.None));
        }
    }

    private static async Task<ArtifactRef> PutAsync(StackStorage storage, ArtifactKind kind, int number)
    {
        using var content = new MemoryStream(BitConverter.GetBytes(number));
        return await storage.Artifacts.PutAsync(kind, content, CancellationToken.None);
    }

    /// <summary>What waits for functions that run again.</summary>
    private async Task<IReadOnlyList<DataEventType>> WaitingAsync()
    {
        await using var storage = await StackStorage.OpenAsync(new StackFolder(_data.Path), CancellationToken.None);
        return await storage.Get<IAggregateStore>().PendingAsync(AggregateKey.Regression("hex8_2p"), CancellationToken.None)
            .Select(entry => entry.Event.Type).ToListAsync();
    }
}
