using RingRift.Game;
using RingRift.Learning.Encoding;
using RingRift.Learning.Networks;
using RingRift.Learning.Randomness;
using RingRift.Learning.Samples;
using TorchSharp;

namespace RingRift.GpuWorker.Training;

/// <summary>How fast this machine trains, measured with whole optimiser steps on made-up rows.</summary>
public static class TrainingSpeed
{
    private const int LegalActions = 48;
    private const int ManySteps = 1_000_000;
    private const ulong Seed = 20_170_711;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(0.7);

    /// <summary>
    /// Measures for about a second; for two steps where those take longer. On the processor a second is one of processor time of this process, so that other
    /// processes do not count; it should do nothing else meanwhile.
    /// </summary>
    /// <param name="config">Board and players.</param>
    /// <param name="options">The recipe: size of the network, batch, threads, device.</param>
    /// <param name="time">Clock.</param>
    /// <returns>Rows a second, on the processor a second and core.</returns>
    /// <exception cref="TrainingException">The loss is not finite: what this process computes with is wrong.</exception>
    public static double Measure(GameConfig config, TrainingOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        using var run = NewRun(config, options, time);

        // The first step makes what the later ones use again.
        run.Advance(1);
        var (start, busy, first) = (time.GetTimestamp(), Environment.CpuUsage.TotalTime, run.Step);
        do
        {
            run.Advance(1);
        }
        while (time.GetElapsedTime(start) < Duration);
        var took = run.Device.type == DeviceType.CPU ? Environment.CpuUsage.TotalTime - busy : time.GetElapsedTime(start);
        return (run.Step - first) * options.BatchSize / took.TotalSeconds;
    }

    /// <summary>A training on made-up rows that goes on as long as it is advanced.</summary>
    /// <param name="config">Board and players.</param>
    /// <param name="options">The recipe.</param>
    /// <param name="time">Clock.</param>
    public static TrainingRun NewRun(GameConfig config, TrainingOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        var window = new SampleWindow(config, [new NamedSamples(nameof(TrainingSpeed), Samples(config, options))], validationShare: 0);
        return new TrainingRun(window, options with { MinSteps = ManySteps, MaxSteps = ManySteps }, Seed, time: time);
    }

    private static SampleSet Samples(GameConfig config, TrainingOptions options)
    {
        var spec = NetworkSpec.For(config, options.Blocks, options.Channels);
        var (random, rows, encoder) = (new SeededRandom(Seed), Math.Min(options.BatchSize, 256), PositionEncoder.For(config));
        var actions = Actions(config);
        return new SampleSet
        {
            Meta = new SampleMeta(SampleArchive.Version, config.Name, spec.EncoderVersion, spec.Actions, 1, [.. encoder.Table.Planes.Select(plane => plane.Name)]),
            Count = rows,
            Planes = [.. Enumerable.Range(0, rows * spec.Planes * spec.Area).Select(_ => (byte)random.Next(2))],
            PlaneScale = [.. Enumerable.Repeat(1f, spec.Planes)],
            PolicyIndex = [.. Enumerable.Range(0, rows * actions.Length).Select(i => actions[i % actions.Length])],
            PolicyWeight = [.. Enumerable.Repeat(1f / actions.Length, rows * actions.Length)],
            PolicyOffset = [.. Enumerable.Range(0, rows + 1).Select(row => (long)row * actions.Length)],
            Value = [.. Enumerable.Repeat(1f / spec.Players, rows * spec.Players)],
            Outcome = [.. Enumerable.Repeat(1f / spec.Players, rows * spec.Players)],
            Symmetric = new bool[rows],
            Game = new int[rows],
            Ply = new int[rows],
            Seat = new byte[rows],
        };
    }

    /// <summary>Some actions, evenly spread. Those of a hexagon's corners, which no row has, are no images of themselves.</summary>
    private static int[] Actions(GameConfig config)
    {
        var images = BoardSymmetry.ExactFor(config)[0].ActionImages.ToArray().Where(action => action >= 0).ToArray();
        return [.. images.Where((_, i) => i % Math.Max(1, images.Length / LegalActions) == 0)];
    }
}
