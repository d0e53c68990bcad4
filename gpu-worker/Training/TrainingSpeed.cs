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
    /// Measures for about a second; for two steps where those take longer. On the processor a second is one of processor time of this
    /// process, so that other processes do not count; it should do nothing else meanwhile.
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
        using var window = Window(config, options);
        using var run = NewRun(window, options, time);

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

    /// <summary>Made-up rows, enough for a batch of many.</summary>
    /// <param name="config">Board and players.</param>
    /// <param name="options">The recipe.</param>
    public static SampleWindow Window(GameConfig config, TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var (random, encoder, spec) = (
            new SeededRandom(Seed), PositionEncoder.For(config), NetworkSpec.For(config, options.Blocks, options.Channels));
        var actions = Actions(config);
        var (weights, value) = (Even(actions.Length), Even(spec.Players));
        var row = new SampleRow(Ply: 0, Seat: 1, actions, weights, value, value, Symmetric: false);
        (byte[] Planes, int Game, SampleRow Row)[] rows =
            [.. Enumerable.Range(0, Math.Min(options.BatchSize, 256)).Select(_ => (Planes(random, encoder.Size), 0, row))];
        float[] scale = [.. Enumerable.Repeat(1f, spec.Planes)];
        return new SampleWindow(config, [SpilledSamples.Of(nameof(TrainingSpeed), config, scale, rows)], validationShare: 0);
    }

    /// <summary>A training that goes on as long as it is advanced.</summary>
    /// <param name="window">Its rows.</param>
    /// <param name="options">The recipe.</param>
    /// <param name="time">Clock.</param>
    public static TrainingRun NewRun(SampleWindow window, TrainingOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new TrainingRun(window, options with { MinSteps = ManySteps, MaxSteps = ManySteps }, Seed, time: time);
    }

    private static byte[] Planes(SeededRandom random, int size) => [.. Enumerable.Range(0, size).Select(_ => (byte)random.Next(2))];

    private static float[] Even(int count) => [.. Enumerable.Repeat(1f / count, count)];

    /// <summary>Some actions, evenly spread. Those of a hexagon's corners, which no row has, are no images of themselves.</summary>
    private static int[] Actions(GameConfig config)
    {
        var images = BoardSymmetry.ExactFor(config)[0].ActionImages.ToArray().Where(action => action >= 0).ToArray();
        return [.. images.Where((_, i) => i % Math.Max(1, images.Length / LegalActions) == 0)];
    }
}
