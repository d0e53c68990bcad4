using System.Diagnostics;
using System.Globalization;
using RingRift.Game;

namespace RingRift.Lab;

/// <summary>Runs of the laboratory in processes of their own, as many at a time as there are cores.</summary>
internal sealed class Children(GameConfig config, LabOptions options)
{
    private readonly Lock _console = new();

    /// <summary>Runs every recipe with every seed.</summary>
    /// <returns>All measurements.</returns>
    /// <exception cref="LabException">A run failed.</exception>
    public async Task<IReadOnlyList<LabPoint>> RunAsync(IReadOnlyList<Recipe> recipes, IReadOnlyList<ulong> seeds, CancellationToken cancellationToken)
    {
        // Seeds in turn, so that what was measured first compares all recipes.
        var runs = seeds.SelectMany(seed => recipes.Select(recipe => (recipe, seed))).ToList();
        var (points, done, start) = (new List<LabPoint>(), 0, Stopwatch.GetTimestamp());
        await Parallel.ForEachAsync(
            runs,
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken },
            async (run, stop) =>
            {
                var measured = await RunAsync(run.recipe, run.seed, stop);
                lock (_console)
                {
                    points.AddRange(measured);
                    var left = Stopwatch.GetElapsedTime(start) / ++done * (runs.Count - done);
                    Console.Error.WriteLine($"{done} of {runs.Count} runs, about {left:h\\:mm} left");
                }
            });
        return [.. points.OrderBy(point => recipes.ToList().FindIndex(recipe => recipe.Name == point.Recipe)).ThenBy(point => point.Seed).ThenBy(point => point.Seconds)];
    }

    private async Task<IReadOnlyList<LabPoint>> RunAsync(Recipe recipe, ulong seed, CancellationToken cancellationToken)
    {
        using var process = Process.Start(StartOf(recipe, seed))!;
        await using var stop = cancellationToken.Register(() => process.Kill(entireProcessTree: true));
        var telling = TellAsync(process, $"{recipe.Name}, seed {seed}");
        var lines = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        var last = await telling;
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0
            ? [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(LabPoint.OfCsv)]
            : throw new LabException($"recipe '{recipe.Name}' with seed {seed} ended with exit code {process.ExitCode}: {last}");
    }

    private async Task<string?> TellAsync(Process process, string name)
    {
        string? last = null;
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            last = line;
            lock (_console)
            {
                Console.Error.WriteLine($"{name}: {line}");
            }
        }

        return last;
    }

    private ProcessStartInfo StartOf(Recipe recipe, ulong seed)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true };
        string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
        string[] arguments =
        [
            .. Path.GetFileNameWithoutExtension(start.FileName) == "dotnet" ? [typeof(Children).Assembly.Location] : Array.Empty<string>(),
            config.Name, "--child", "--recipe", recipe.ToString(), "--seed", seed.ToString(CultureInfo.InvariantCulture),
            "--minutes", Number(options.Budget.TotalMinutes), "--every", Number(options.Every.TotalMinutes),
            "--pairs", $"{options.Pairs}", "--visits", $"{options.Visits}", .. options.Opponents.SelectMany(opponent => new[] { "--opponent", opponent }),
        ];
        Array.ForEach(arguments, start.ArgumentList.Add);
        return start;
    }
}
