using System.Globalization;
using RingRift.Game;
using RingRift.Learning.Encoding;
using RingRift.Learning.Inference;
using RingRift.Learning.Matches;
using RingRift.Learning.Networks;
using RingRift.Learning.Players;
using RingRift.Learning.SelfPlay;

namespace RingRift.Benchmarks;

/// <summary>Rates of evaluation, search and self-play, and matches between baselines.</summary>
internal static class LearningBenchmark
{
    public static void SelfPlay(GameConfig config, int games, int batch)
    {
        var clock = TimeProvider.System;
        var spec = NetworkSpec.For(config);
        using var network = new OnnxEvaluator(
            OnnxNetworkWriter.Write(spec, NetworkWeights.Random(spec, 1)), new OnnxEvaluatorOptions { MaxBatch = batch });
        Evaluations(network, batch, clock);
        Encodings(config, clock);
        using var counter = new CountingEvaluator(new NetworkLeafEvaluator(network), clock);
        var options = new SelfPlayOptions { Rules = GameRules.For(config), Games = games, ConcurrentGames = batch, Seed = 7 };
        var (plies, rows, visits) = (0L, 0L, 0L);
        var (start, allocated) = (clock.GetTimestamp(), GC.GetAllocatedBytesForCurrentThread());
        new SelfPlayRunner(options, counter).Run(game =>
        {
            plies += game.SplitMoves().Length;
            rows += game.Decisions.Count;
            visits += game.Decisions.Sum(decision => decision.Visits.Sum());
        });
        var seconds = clock.GetElapsedTime(start).TotalSeconds;
        Console.WriteLine(
            $"{config} self-play, batch {batch}: {games / seconds:F2} games/s {plies / (double)games:F0} plies/game {rows / (double)games:F1} rows/game "
            + $"{counter.Leaves / seconds:N0} leaves/s {counter.Leaves / (double)games:F0} leaves/game {counter.Seconds / seconds:P0} of the time evaluating "
            + $"{(GC.GetAllocatedBytesForCurrentThread() - allocated) / Math.Max(1, counter.Leaves)} bytes/leaf {visits / Math.Max(1, rows)} visits/row");
    }

    public static void Match(GameConfig config, string a, string b, int pairs, ulong seed)
    {
        var (playerA, playerB) = (Player(config, a), Player(config, b));
        var options = new MatchOptions { Rules = GameRules.For(config), Pairs = pairs, Seed = seed };
        var start = TimeProvider.System.GetTimestamp();
        var results = MatchRunner.PlayPairs(options, playerA, playerB);
        var score = MatchScore.Of(config.Players, results);
        var plies = results.SelectMany(pair => pair.Games).Average(game => game.Plies);
        Console.WriteLine(
            $"{config} {playerA.Name} against {playerB.Name}: {score.Pairs.Score:P1} [{score.Pairs.Low:P1}, {score.Pairs.High:P1}] of {score.Games} games, "
            + $"Elo {score.Elo.Elo:F0} [{score.Elo.Low:F0}, {score.Elo.High:F0}], cut {score.Cut}, {plies:F0} plies/game, "
            + $"{TimeProvider.System.GetElapsedTime(start).TotalSeconds / score.Games:F2} s/game; "
            + string.Join(
                ' ',
                results.SelectMany(pair => pair.Games).GroupBy(game => game.End).OrderByDescending(group => group.Count())
                    .Select(group => $"{group.Key} {group.Count()}")));
    }

    private static IPlayer Player(GameConfig config, string name)
    {
        var dash = name.LastIndexOf('-');
        var budget = dash > 0 ? int.Parse(name[(dash + 1)..], CultureInfo.InvariantCulture) : 0;
        var spec = NetworkSpec.For(config);
        return name switch
        {
            "random" => new RandomPlayer(),
            "heuristic" => new HeuristicPlayer(),
            _ when name.StartsWith("uct-", StringComparison.Ordinal) => new UctPlayer(budget),
            _ when name.StartsWith("net-", StringComparison.Ordinal) =>
                SearchPlayer.ForNetwork(new OnnxEvaluator(OnnxNetworkWriter.Write(spec, NetworkWeights.Random(spec, 1))), budget),
            _ => SearchPlayer.ForNetwork(new OnnxEvaluator(File.ReadAllBytes(name[..dash])), budget),
        };
    }

    private static void Evaluations(OnnxEvaluator network, int batch, TimeProvider clock)
    {
        var planes = new float[batch * network.Spec.Planes * network.Spec.Area];
        var (policy, values) = (new float[batch * network.Spec.Actions], new float[batch * network.Spec.Players]);
        foreach (var count in new[] { 1, batch })
        {
            network.Evaluate(count, planes, policy, values);
            var (calls, start) = (0, clock.GetTimestamp());
            for (; clock.GetElapsedTime(start).TotalSeconds < 2; calls++)
            {
                network.Evaluate(count, planes, policy, values);
            }

            Console.WriteLine(
                $"{network.Config} {network.Spec.Blocks}x{network.Spec.Channels}, batch {count}: {calls * count / clock.GetElapsedTime(start).TotalSeconds:N0} evaluations/s");
        }
    }

    private static void Encodings(GameConfig config, TimeProvider clock)
    {
        var encoder = PositionEncoder.For(config);
        var (state, moves, planes) = (new GameState(GameRules.For(config)), new MoveList(), new float[encoder.Size]);
        for (var ply = 0; ply < 60 && !state.IsOver; ply++)
        {
            state.LegalMoves(moves);
            state.PlayLegal(moves[ply % moves.Count]);
        }

        var (calls, start) = (0, clock.GetTimestamp());
        for (; clock.GetElapsedTime(start).TotalSeconds < 1; calls++)
        {
            encoder.Encode(state, planes);
        }

        Console.WriteLine($"{config}: {calls / clock.GetElapsedTime(start).TotalSeconds:N0} encodings/s");
    }

    /// <summary>Counts leaves and the time they take.</summary>
    private sealed class CountingEvaluator(ILeafEvaluator inner, TimeProvider clock) : ILeafEvaluator
    {
        public long Leaves { get; private set; }

        public double Seconds { get; private set; }

        public string ModelId => inner.ModelId;

        public void Evaluate(ReadOnlySpan<Leaf> leaves)
        {
            var start = clock.GetTimestamp();
            inner.Evaluate(leaves);
            Leaves += leaves.Length;
            Seconds += clock.GetElapsedTime(start).TotalSeconds;
        }

        public void Dispose()
        {
        }
    }
}
