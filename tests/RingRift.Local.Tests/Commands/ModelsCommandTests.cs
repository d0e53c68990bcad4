using System.Text.Json;
using RingRift.Eventing.Artifacts;
using RingRift.Local.Stack;
using RingRift.Pipeline.Champions;

namespace RingRift.Local.Tests.Commands;

[Trait("Category", "Slow")]
public sealed class ModelsCommandTests : IDisposable
{
    private readonly TestFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task Should_print_champions_as_events_do_with_kinds_by_name()
    {
        var champion = new Champion("hex8_2p", new ArtifactRef(ArtifactKind.Model, new string('a', 64), 5), new ArtifactRef(ArtifactKind.Checkpoint, new string('b', 64), 6), 3, 1);
        var folder = new StackFolder(_data.Path);
        Directory.CreateDirectory(folder.Storage);
        await using (var storage = await StackStorage.OpenAsync(folder, CancellationToken.None))
        {
            Assert.True(await storage.Champions.TrySwapAsync(champion, null, CancellationToken.None));
        }

        var run = await CommandRun.OfAsync("models", "--json", "--data", _data.Path);

        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        using var printed = JsonDocument.Parse(run.Output);
        Assert.Equal("model", printed.RootElement.GetProperty("model").GetProperty("kind").GetString());
        Assert.Equal("checkpoint", printed.RootElement.GetProperty("checkpoint").GetProperty("kind").GetString());
        Assert.Equal(3, printed.RootElement.GetProperty("iteration").GetInt32());
    }
}
