using System.Globalization;
using RingRift.Benchmarks;
using RingRift.Benchmarks.Backbone;
using RingRift.Benchmarks.EventLog;
using RingRift.Benchmarks.Inference;
using RingRift.Benchmarks.Latency;
using RingRift.Benchmarks.Matches;
using RingRift.Benchmarks.Training;
using RingRift.Game;
using RingRift.Game.Playouts;
using RingRift.Game.Traces;

// rules [SECONDS [CONFIG...]]   plies per second of uniformly random play, single thread
// copies [CONFIG...]            nanoseconds per CopyFrom of a mid-game position
// verify FOLDER                 replays recorded games
// selfplay CONFIG GAMES BATCH   self-play rates of an untrained network, single thread
// inference CONFIG [SECONDS]    evaluations per second of self-play with 1, 8, 32 and 128 games, one by one and in batches
// match CONFIG A B PAIRS [SEED] paired games between random, heuristic, uct-N, net-N (untrained) or PATH.onnx-N
// matches CONFIG [CHUNKS [A.onnx [B.onnx]]]   match games per second one by one, in lockstep and with answers kept, and how many games
// differ
// training CONFIG [STEPS]       rows per second and core of the whole trainer, and page faults, with and without glibc keeping freed memory,
// in turn
// window CONFIG ROWS [STEPS]    memory of a training on a window of so many rows
// faults [SECONDS [PID...]]     page faults per second of processes; without PID of the running local stacks
// backbone publish [EVENTS [RATE]]   latency of in-process delivery to five subscribers at a steady rate
// backbone throughput [EVENTS]       events per second in process, and memory; run it under taskset -c 0
// eventlog [COUNT]              milliseconds of the event log's writes and reads on Azurite
// backbone fuzz [COUNT [SEED]]  broken events of every type through every way in
// backbone latency [--json] [EVENTS [RATE...]]   milliseconds from publish to committed state through the local stack, at each rate
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
try
{
    switch (args)
    {
        case ["rules", .. var rest]:
            var seconds = rest.Length > 0 ? double.Parse(rest[0], CultureInfo.InvariantCulture) : 2;
            var configs = rest.Length > 1 ? rest[1..].Select(GameConfig.Parse) : GameConfig.All;
            foreach (var config in configs)
            {
                var rates = UniformPlayout.Measure(config, TimeSpan.FromSeconds(seconds), 1, TimeProvider.System);
                Console.WriteLine(
                    $"{config.Name,-14} {rates.PliesPerSecond,12:N0} plies/s {(double)rates.Moves / rates.Plies,7:F1} moves/ply "
                    + $"{(double)rates.Plies / Math.Max(1, rates.Games),7:F0} plies/game {rates.AllocatedBytes,6} bytes allocated");
            }

            return 0;
        case ["copies", .. var names]:
            foreach (var config in names.Length > 0 ? names.Select(GameConfig.Parse) : GameConfig.All)
            {
                Console.WriteLine($"{config.Name,-14} {CopyCost.Nanoseconds(config, TimeProvider.System),8:N0} ns/copy");
            }

            return 0;
        case ["verify", var folder]:
            var report = TraceVerifier.Verify(folder, Environment.ProcessorCount);
            foreach (var mismatch in report.Mismatches.Take(10))
            {
                Console.WriteLine(mismatch);
            }

            Console.WriteLine($"{report.Files} files, {report.Games} games, {report.Plies} plies, {report.Mismatches.Count} mismatches");
            return report.Passed ? 0 : 1;
        case ["selfplay", var config, var games, var batch]:
            LearningBenchmark.SelfPlay(
                GameConfig.Parse(config), int.Parse(games, CultureInfo.InvariantCulture), int.Parse(batch, CultureInfo.InvariantCulture));
            return 0;
        case ["inference", var config, .. var rest]:
            InferenceBench.Run(
                GameConfig.Parse(config), rest is [var each] ? double.Parse(each, CultureInfo.InvariantCulture) : 6, TimeProvider.System);
            return 0;
        case ["match", var config, var a, var b, var pairs, .. var seed]:
            LearningBenchmark.Match(
                GameConfig.Parse(config), a, b, int.Parse(pairs, CultureInfo.InvariantCulture),
                seed is [var s] ? ulong.Parse(s, CultureInfo.InvariantCulture) : 1);
            return 0;
        case ["matches", var config, .. var rest]:
            MatchesBench.Run(
                GameConfig.Parse(config), rest.Length > 0 ? int.Parse(rest[0], CultureInfo.InvariantCulture) : 4,
                rest.Length > 1 ? rest[1..] : [], TimeProvider.System);
            return 0;
        case ["training", var board, .. var rest]:
            TrainingBench.Run(board, rest is [var number] ? int.Parse(number, CultureInfo.InvariantCulture) : 40);
            return 0;
        case ["window", var large, var held, .. var rest]:
            WindowBench.Run(
                GameConfig.Parse(large), int.Parse(held, CultureInfo.InvariantCulture),
                rest is [var advances] ? int.Parse(advances, CultureInfo.InvariantCulture) : 20, TimeProvider.System);
            return 0;
        case [TrainingBench.Child, var name, var steps]:
            TrainingBench.RunChild(GameConfig.Parse(name), int.Parse(steps, CultureInfo.InvariantCulture), TimeProvider.System);
            return 0;
        case ["faults", .. var rest]:
            await PageFaults.RunAsync(
                rest.Length > 0 ? double.Parse(rest[0], CultureInfo.InvariantCulture) : 10,
                [.. rest.Skip(1).Select(id => int.Parse(id, CultureInfo.InvariantCulture))],
                TimeProvider.System);
            return 0;
        case ["eventlog", .. var rest]:
            await EventLogBench.RunAsync(rest is [var count] ? int.Parse(count, CultureInfo.InvariantCulture) : 200, TimeProvider.System);
            return 0;
        case ["backbone", "publish", .. var rest]:
            await PublishLatency.RunAsync(
                rest.Length > 0 ? int.Parse(rest[0], CultureInfo.InvariantCulture) : 500_000,
                rest.Length > 1 ? int.Parse(rest[1], CultureInfo.InvariantCulture) : 10_000,
                TimeProvider.System);
            return 0;
        case ["backbone", "throughput", .. var rest]:
            await PublishThroughput.RunAsync(
                rest is [var published] ? int.Parse(published, CultureInfo.InvariantCulture) : 5_000_000, TimeProvider.System);
            return 0;
        case ["backbone", "fuzz", .. var rest]:
            return FuzzRun.Run(
                rest.Length > 0 ? int.Parse(rest[0], CultureInfo.InvariantCulture) : 100_000,
                rest.Length > 1 ? int.Parse(rest[1], CultureInfo.InvariantCulture) : 1,
                TimeProvider.System);
        case ["backbone", "latency", .. var rest]:
            double[] numbers = [.. rest.Where(word => word != "--json").Select(word => double.Parse(word, CultureInfo.InvariantCulture))];
            await LatencyBench.RunAsync(
                numbers.Length > 0 ? (int)numbers[0] : 600, numbers.Length > 1 ? numbers[1..] : [20, 100], rest.Contains("--json"),
                TimeProvider.System);
            return 0;
        default:
            Console.Error.WriteLine("Usage: rules [SECONDS [CONFIG...]] | copies [CONFIG...] | verify FOLDER | selfplay CONFIG GAMES BATCH | inference CONFIG [SECONDS]"
                + " | match CONFIG A B PAIRS [SEED] | matches CONFIG [CHUNKS [A.onnx [B.onnx]]] | training CONFIG [STEPS] | window CONFIG ROWS [STEPS] | faults [SECONDS [PID...]] | backbone publish [EVENTS [RATE]] | backbone throughput [EVENTS] | backbone fuzz [COUNT [SEED]] | backbone latency [--json] [EVENTS [RATE...]] | eventlog [COUNT]");
            return 2;
    }
}
catch (Exception wrong) when (wrong is FormatException or OverflowException or ArgumentException or IOException)
{
    Console.Error.WriteLine($"error: {wrong.Message}");
    return 1;
}
