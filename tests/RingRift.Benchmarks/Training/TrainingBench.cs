using System.Diagnostics;
using System.Globalization;
using RingRift.Benchmarks.Latency;
using RingRift.Game;
using RingRift.GpuWorker.Training;

namespace RingRift.Benchmarks.Training;

/// <summary>
/// The whole trainer, rows in and weights out, in processes of its own: glibc's settings and the instructions of oneDNN are those of a
/// process. The modes take turns, so that a slow moment of the machine meets all; rates are by processor time.
/// </summary>
internal static class TrainingBench
{
    public const string Child = "training-child";
    private const int Rounds = 3;

    // Any variable of glibc's allocator leaves its settings to the user; this one has the value it has by default.
    private static readonly (string Name, (string Name, string Value)[] Environment)[] Modes =
    [
        ("glibc's defaults", [("MALLOC_PERTURB_", "0")]),
        ("memory kept", []),
        ("glibc's defaults, SSE41", [("MALLOC_PERTURB_", "0"), ("ONEDNN_MAX_CPU_ISA", "SSE41")]),
        ("memory kept, SSE41", [("ONEDNN_MAX_CPU_ISA", "SSE41")]),
    ];

    public static void Run(string config, int steps)
    {
        var rows = Modes.ToDictionary(mode => mode.Name, _ => new List<double[]>());
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var mode in Modes)
            {
                rows[mode.Name].Add(Start(config, steps, mode.Environment));
            }
        }

        Console.WriteLine(Machine.Describe());
        Console.WriteLine($"{config}, default recipe, best of {Rounds} rounds of {steps} steps");
        Console.WriteLine("| mode | rows/s and core | minor faults/s | faults/step | in the kernel | peak MB |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- |");
        foreach (var (name, measured) in rows)
        {
            var best = measured.MaxBy(row => row[0])!;
            Console.WriteLine($"| {name} | {best[0]:N0} | {best[1]:N0} | {best[2]:N0} | {best[3]:P0} | {best[4]:N0} |");
        }
    }

    public static void RunChild(GameConfig config, int steps, TimeProvider clock)
    {
        var options = new TrainingOptions { UseCuda = false };
        using var window = TrainingSpeed.Window(config, options);
        using var run = TrainingSpeed.NewRun(window, options, clock);
        run.Advance(3);
        var first = ProcessTimes.Of(Environment.ProcessId)!;
        run.Advance(steps);
        var last = ProcessTimes.Of(Environment.ProcessId)!;
        var (busy, faults) = (last.Seconds - first.Seconds, last.Faults - first.Faults);
        double[] row =
        [
            steps * options.BatchSize / busy, faults / busy, (double)faults / steps, (last.SystemSeconds - first.SystemSeconds) / busy,
            last.PeakMegabytes
        ];
        Console.WriteLine(string.Join(' ', row.Select(value => value.ToString("R", CultureInfo.InvariantCulture))));
    }

    private static double[] Start(string config, int steps, (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        string[] own = Path.GetFileNameWithoutExtension(start.FileName) == "dotnet" ? [typeof(TrainingBench).Assembly.Location] : [];
        string[] arguments = [.. own, Child, config, steps.ToString(CultureInfo.InvariantCulture)];
        Array.ForEach(arguments, start.ArgumentList.Add);
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var answer = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        return process.ExitCode == 0
            ? [.. answer[^1].Split(' ').Select(value => double.Parse(value, CultureInfo.InvariantCulture))]
            : throw new InvalidOperationException($"the training of {config} ended with {process.ExitCode}");
    }
}
