using System.Globalization;
using RingRift.Benchmarks.Latency;
using RingRift.Game;
using RingRift.GpuWorker.Training;
using RingRift.Learning.Inference;
using RingRift.Learning.Samples;
using RingRift.Learning.SelfPlay;

namespace RingRift.Benchmarks.Training;

/// <summary>Memory of a training whose window has as many files as one can have: rows of real games, the same ones in every file.</summary>
internal static class WindowBench
{
    private const int Files = 256;

    public static void Run(GameConfig config, int rows, int steps, TimeProvider clock)
    {
        using var archive = Archive(config);
        var files = new List<SpilledSamples>();
        while (files.Sum(file => file.Count) < rows && files.Count < Files)
        {
            archive.Position = 0;
            files.Add(SpilledSamples.Create(string.Create(CultureInfo.InvariantCulture, $"{files.Count:x64}"), archive));
        }

        var (options, read) = (new TrainingOptions { UseCuda = false }, ProcessTimes.Of(Environment.ProcessId)!.PeakMegabytes);
        using var window = new SampleWindow(config, files, options.ValidationShare);
        using var run = TrainingSpeed.NewRun(window, options, clock);
        run.Advance(steps);
        var count = window.Training.Count + window.Validation.Count;
        Console.WriteLine(Machine.Describe());
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{config}: {count:N0} rows in {files.Count} files, {files.Sum(file => file.SpilledBytes) / 1e6:N0} MB on disk; peak {read:N0} MB when they were read, "
            + $"{ProcessTimes.Of(Environment.ProcessId)!.PeakMegabytes:N0} MB after {steps} steps of {options.BatchSize} rows"));
    }

    /// <summary>A sample file of a few thousand rows.</summary>
    private static MemoryStream Archive(GameConfig config)
    {
        var options = new SelfPlayOptions { Rules = GameRules.For(config), Games = 24, Seed = 7, FullVisits = 4, FastVisits = 2, FullShare = 1 };
        var (games, stream) = (new List<GameRecord>(), new MemoryStream());
        using var evaluator = new RolloutEvaluator();
        new SelfPlayRunner(options, evaluator).Run(games.Add);
        SampleArchive.Write(stream, config, games, new SampleQualityBuilder(config));
        return stream;
    }
}
