using System.IO.Compression;
using System.Text.Json.Nodes;
using RingRift.Game;
using RingRift.Learning.SelfPlay;

namespace RingRift.Learning.Tests.SelfPlay;

public sealed class GameShardTests
{
    private static readonly List<GameRecord> Games = TestGames.Play(TestGames.Options(3));

    [Fact]
    public void Should_read_back_what_was_written()
    {
        using var shard = new MemoryStream(Shard(Games));

        var read = GameShardReader.Read(shard).ToArray();

        Assert.Equal(Games.Select(game => game.ContentHash()), read.Select(game => game.ContentHash()));
        Assert.Equal(Shard(Games), Shard(read));
        Assert.All(read, game => Assert.True(GameRecordValidator.Validate(game).IsValid));
    }

    [Fact]
    public void Should_hash_the_game_and_nothing_else()
    {
        var game = Games[0];

        Assert.Equal(game.ContentHash(), (game with { Seed = 99, Game = 7, Model = "other", Decisions = [] }).ContentHash());
        Assert.NotEqual(game.ContentHash(), (game with { Moves = game.Moves + " NL" }).ContentHash());
        Assert.NotEqual(game.ContentHash(), (game with { Rules = game.Rules with { Swap = false } }).ContentHash());
    }

    /// <summary>Shards outlive the names in the code.</summary>
    [Fact]
    public void Should_name_rules_and_ends_as_ever()
    {
        string[] names =
        [
            "None", "RingElimination", "TerritoryControl", "EarlyLps", "LpsRounds",
            "StalemateTerritory", "StalemateRings", "StalemateMarkers", "StalemateLastActor",
        ];
        var games = Enum.GetValues<EndKind>().Select(kind => Games[0] with { Result = Games[0].Result with { End = kind } }).ToArray();
        var shard = Shard(games);
        var written = Lines(shard).Select(line => JsonNode.Parse(line)!).ToArray();

        Assert.Equal(names, written.Select(game => game["result"]!["end"]!.GetValue<string>()));
        Assert.Equal(names, games.Select(game => EndKinds.NameOf(game.Result.End)));
        Assert.Equal(games.Select(game => game.Result.End), GameShardReader.Read(new MemoryStream(shard)).Select(game => game.Result.End));
        Assert.Equal(["rings", "lps", "swap"], written[0]["rules"]!.AsObject().Select(rule => rule.Key));
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void Should_hold_one_game_in_memory_however_long_the_text_is()
    {
        const int Many = 64;
        var lengthy = Games[0] with { Moves = new string('x', 1 << 20) };
        using var shard = new MemoryStream(Shard(Enumerable.Repeat(lengthy, Many)));
        using var games = GameShardReader.Read(shard).GetEnumerator();
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.True(games.MoveNext());

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, lengthy.Moves.Length, Many / 4 * lengthy.Moves.Length);
        Assert.Equal(Many - 1, Count(games));
    }

    [Fact]
    public void When_a_line_is_malformed_should_name_it()
    {
        var good = Lines(Shard(Games));
        var future = JsonNode.Parse(good[1])!.AsObject();
        future["v"] = 9;

        AssertRefused([good[0], "{"], 2, "Line 2");
        AssertRefused([good[0], good[1], "{}"], 3, "missing required");
        AssertRefused(["null"], 1, "null");
        AssertRefused([good[0], future.ToJsonString()], 2, "version 9");
    }

    [Fact]
    public void When_the_compression_is_damaged_should_say_so()
    {
        var shard = Shard(Games);

        AssertDamaged([1, 2, 3, 4]);
        AssertDamaged([]);
        AssertDamaged(shard[..^9]);
        AssertDamaged(shard[..(shard.Length / 2)]);
        shard[^6] ^= 0xFF;
        AssertDamaged(shard);
    }

    private static int Count(IEnumerator<GameRecord> games)
    {
        var count = 0;
        for (; games.MoveNext(); count++)
        {
            Assert.Equal(1 << 20, games.Current.Moves.Length);
        }

        return count;
    }

    private static void AssertDamaged(byte[] shard) =>
        Assert.Throws<GameShardException>(() => GameShardReader.Read(new MemoryStream(shard)).ToArray());

    private static void AssertRefused(string[] lines, int line, string reason)
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        }

        stream.Position = 0;
        var thrown = Assert.Throws<GameShardException>(() => GameShardReader.Read(stream).ToArray());
        Assert.Equal(line, thrown.Line);
        Assert.Contains(reason, thrown.Message, StringComparison.Ordinal);
    }

    private static string[] Lines(byte[] shard)
    {
        using var reader = new StreamReader(new GZipStream(new MemoryStream(shard), CompressionMode.Decompress));
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static byte[] Shard(IEnumerable<GameRecord> games)
    {
        using var stream = new MemoryStream();
        using (var writer = new GameShardWriter(stream))
        {
            foreach (var game in games)
            {
                writer.Write(game);
            }
        }

        return stream.ToArray();
    }
}
