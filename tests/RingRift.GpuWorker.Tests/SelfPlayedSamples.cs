using RingRift.Game;
using RingRift.GpuWorker.Training;
using RingRift.Learning.Encoding;
using RingRift.Learning.Inference;
using RingRift.Learning.Samples;
using RingRift.Learning.SelfPlay;

namespace RingRift.GpuWorker.Tests;

/// <summary>Real games of a search with rollouts, played once for all tests.</summary>
internal static class SelfPlayedSamples
{
    private static readonly Lazy<IReadOnlyList<GameRecord>> Played = new(() => Play("hex8_2p", 24, seed: 7));

    public static GameConfig Hex8 => GameConfig.Parse("hex8_2p");

    public static IReadOnlyList<GameRecord> Games => Played.Value;

    public static IReadOnlyList<GameRecord> Play(string config, int games, ulong seed)
    {
        var options = new SelfPlayOptions
        {
            Rules = GameRules.For(GameConfig.Parse(config)),
            Games = games,
            Seed = seed,
            FullVisits = 16,
            FastVisits = 4,
            MaxPlies = 300,
        };
        var records = new List<GameRecord>();
        using var rollouts = new RolloutEvaluator();
        new SelfPlayRunner(options, rollouts).Run(records.Add);
        return [.. records.OrderBy(record => record.Game)];
    }

    public static byte[] Archive(string config, IReadOnlyList<GameRecord> games)
    {
        using var stream = new MemoryStream();
        SampleArchive.Write(stream, GameConfig.Parse(config), games, new SampleQualityBuilder(GameConfig.Parse(config)));
        return stream.ToArray();
    }

    public static SpilledSamples Named(string name, string config, IReadOnlyList<GameRecord> games) =>
        Spilled(name, Archive(config, games));

    public static SpilledSamples Spilled(string name, byte[] archive) => SpilledSamples.Create(name, new MemoryStream(archive));

    /// <summary>All rows of an archive, with their planes and games.</summary>
    public static IReadOnlyList<(byte[] Planes, int Game, SampleRow Row)> Rows(byte[] archive)
    {
        using var reader = new SampleReader(new MemoryStream(archive));
        var (planes, rows) = (new byte[PositionEncoder.For(reader.Config).Size], new List<(byte[] Planes, int Game, SampleRow Row)>());
        while (reader.TryRead(planes, out var game, out var row))
        {
            rows.Add(([.. planes], game, row));
        }

        return rows;
    }

    public static SampleWindow Window(double validationShare = 0.1) => new(Hex8, [Named("first", "hex8_2p", Games)], validationShare);
}
