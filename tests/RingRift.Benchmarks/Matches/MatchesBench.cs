using RingRift.Benchmarks.Inference;
using RingRift.Game;
using RingRift.Learning.Inference;
using RingRift.Learning.Matches;
using RingRift.Learning.Networks;
using RingRift.Learning.Players;

namespace RingRift.Benchmarks.Matches;

/// <summary>
/// Match chunks as the pipeline's defaults make them: a network against another and against each baseline, 5 openings, 64 visits, one
/// thread.
/// </summary>
internal static class MatchesBench
{
    private const int PairsPerChunk = 5;
    private const int Visits = 64;
    private const ulong Seed = 7;

    public static void Run(GameConfig config, int chunks, string[] models, TimeProvider clock)
    {
        var (a, b) = (Model(config, models, 0), Model(config, models, 1));
        Console.WriteLine(
            $"{config}, {chunks} chunks of {PairsPerChunk} openings each, {Visits} visits, {(models.Length > 0 ? "trained" : "untrained")} networks, one thread, seed {Seed}");
        Console.WriteLine("| opponent | mode | games/s | gain | network calls/game | mean batch | positions/game | games that differ |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- |");
        Meet(config, chunks, "network", a, maxBatch => Network(b, maxBatch), clock);
        Meet(config, chunks, "uct-64", a, _ => new UctPlayer(64), clock);
        Meet(config, chunks, "heuristic", a, _ => new HeuristicPlayer(), clock);
        Meet(config, chunks, "random", a, _ => new RandomPlayer(), clock);
    }

    private static void Meet(GameConfig config, int chunks, string opponent, byte[] model, Func<int, object> other, TimeProvider clock)
    {
        var tallies = MatchMode.All.Select(_ => new ModeTally()).ToArray();

        // All modes in turn for each chunk, so that a slow moment of the machine meets all. The first chunk warms up.
        for (var chunk = -1; chunk < chunks; chunk++)
        {
            var tally = 0;
            foreach (var mode in MatchMode.All)
            {
                var played = Play(config, Math.Max(0, chunk), mode, model, other, clock);
                if (chunk >= 0)
                {
                    tallies[tally++].Add(played);
                }
            }
        }

        for (var mode = 0; mode < tallies.Length; mode++)
        {
            Console.WriteLine($"| {opponent} | {MatchMode.All[mode].Name} | {tallies[mode].Against(tallies[0])} |");
        }
    }

    private static PlayedChunk Play(GameConfig config, int chunk, MatchMode mode, byte[] model, Func<int, object> other, TimeProvider clock)
    {
        var options = new MatchOptions
        {
            Rules = GameRules.For(config),
            Seed = Seed,
            FirstPair = chunk * PairsPerChunk,
            Pairs = PairsPerChunk,
            ConcurrentGames = mode.ConcurrentGames,
        };
        var start = clock.GetTimestamp();
        var maxBatch = Math.Min(mode.ConcurrentGames, PairsPerChunk * config.Players);
        var (mine, opponent) = (Network(model, maxBatch), other(maxBatch));
        using var a = Player(mine, mode);
        using var b = opponent is CountedEvaluator theirs ? Player(theirs, mode) : null;
        var pairs = MatchRunner.PlayPairs(options, a, b ?? (IPlayer)opponent);
        var seconds = clock.GetElapsedTime(start).TotalSeconds;
        CountedEvaluator[] networks = opponent is CountedEvaluator second ? [mine, second] : [mine];
        return new PlayedChunk(
            [.. pairs.SelectMany(pair => pair.Games)], seconds, networks.Sum(network => network.Calls),
            networks.Sum(network => network.Positions));
    }

    private static SearchPlayer Player(CountedEvaluator network, MatchMode mode) =>
        new("network", mode.KeepsAnswers
            ? new CachingLeafEvaluator(network)
            : new NetworkLeafEvaluator(network), Visits, stopsWhenDecided: mode.StopsWhenDecided);

    private static CountedEvaluator Network(byte[] model, int maxBatch) =>
        new(new OnnxEvaluator(model, new OnnxEvaluatorOptions { MaxBatch = maxBatch }));

    private static byte[] Model(GameConfig config, string[] paths, int number)
    {
        var spec = NetworkSpec.For(config);
        return paths.Length > 0
            ? File.ReadAllBytes(paths[Math.Min(number, paths.Length - 1)])
            : OnnxNetworkWriter.Write(spec, NetworkWeights.Random(spec, 1 + (ulong)number));
    }
}
