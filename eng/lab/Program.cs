using System.CommandLine;
using System.Globalization;
using RingRift.Game;
using RingRift.Lab;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var config = new Argument<string>("CONFIG") { Description = "Board and players, such as hex8_2p.", DefaultValueFactory = _ => "hex8_2p" };
var recipes = new Option<string[]>("--recipe")
{
    Description = "NAME, or NAME:Section:Setting=VALUE,Section:Setting=VALUE with settings of the sections SelfPlay, Training and Pipeline; may be repeated. "
        + "All are compared with the first.",
    DefaultValueFactory = _ => ["default"],
};
var seeds = new Option<ulong[]>("--seed") { Description = "Seed of a run; may be repeated. Each recipe runs with each.", DefaultValueFactory = _ => [1UL] };
var minutes = new Option<double>("--minutes") { Description = "Processor minutes of learning for each run; matches do not count.", DefaultValueFactory = _ => 5 };
var every = new Option<double>("--every") { Description = "Processor minutes of learning between two measurements.", DefaultValueFactory = _ => 1.5 };
var opponents = new Option<string[]>("--opponent") { Description = "Fixed player to measure against; may be repeated.", DefaultValueFactory = _ => ["heuristic", "uct-64"] };
var pairs = new Option<int>("--pairs") { Description = "Pairs of games against each.", DefaultValueFactory = _ => 25 };
var visits = new Option<int>("--visits") { Description = "Visits of the network for a move of these games.", DefaultValueFactory = _ => 64 };
var output = new Option<DirectoryInfo>("--out") { Description = "Folder for points.csv, table.md and a curve for each opponent.", DefaultValueFactory = _ => new DirectoryInfo("lab") };
var child = new Option<bool>("--child") { Description = "One recipe and one seed in this process; CSV on standard output.", Hidden = true };
var root = new RootCommand("Learns by several recipes, two at a time, and compares their strength by processor time. No storage, no events.")
{
    config, recipes, seeds, minutes, every, opponents, pairs, visits, output, child,
};
root.SetAction((parse, cancellationToken) => GuardAsync(() => RunAsync(parse, cancellationToken)));
return await root.Parse(args).InvokeAsync();

static async Task<int> GuardAsync(Func<Task<int>> run)
{
    try
    {
        return await run();
    }
    catch (Exception wrong) when (wrong is LabException or IOException or UnauthorizedAccessException)
    {
        await Console.Error.WriteLineAsync($"error: {wrong.Message}");
        return 1;
    }
    catch (OperationCanceledException)
    {
        return 130;
    }
}

async Task<int> RunAsync(ParseResult parse, CancellationToken cancellationToken)
{
    var board = GameConfig.TryParse(parse.GetRequiredValue(config), out var known) ? known : throw new LabException($"'{parse.GetValue(config)}' is none of the twelve configs");
    Recipe[] chosen = [.. parse.GetRequiredValue(recipes).Select(Recipe.Parse)];
    if (chosen.DistinctBy(recipe => recipe.Name).Count() < chosen.Length)
    {
        throw new LabException("two recipes have the same name");
    }

    var options = new LabOptions
    {
        Seed = parse.GetRequiredValue(seeds)[0],
        Budget = Minutes(parse.GetValue(minutes), "--minutes"),
        Every = Minutes(parse.GetValue(every), "--every"),
        Opponents = parse.GetRequiredValue(opponents),
        Pairs = parse.GetValue(pairs) is >= 2 and <= 10_000 and var many ? many : throw new LabException($"--pairs '{parse.GetValue(pairs)}': must be 2 to 10000"),
        Visits = parse.GetValue(visits) is >= 2 and <= 100_000 and var deep ? deep : throw new LabException($"--visits '{parse.GetValue(visits)}': must be 2 to 100000"),
    };
    if (parse.GetValue(child))
    {
        new LearningRun(board, chosen[0], options).Run(point => Console.WriteLine(point.ToCsv()), Console.Error.WriteLine, cancellationToken);
        return 0;
    }

    var folder = parse.GetRequiredValue(output);
    folder.Create();
    var points = await new Children(board, options).RunAsync(chosen, parse.GetRequiredValue(seeds), cancellationToken);
    var comparison = new Comparison(points, [.. chosen.Select(recipe => recipe.Name)]);
    await File.WriteAllLinesAsync(Path.Combine(folder.FullName, "points.csv"), points.Select(point => point.ToCsv()).Prepend(LabPoint.CsvHead), cancellationToken);
    await File.WriteAllTextAsync(Path.Combine(folder.FullName, "table.md"), comparison.Table(), cancellationToken);
    foreach (var opponent in options.Opponents)
    {
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, $"{opponent}.svg"), comparison.Curves(opponent), cancellationToken);
    }

    Console.WriteLine(comparison.Table());
    return 0;
}

static TimeSpan Minutes(double value, string option) =>
    value is > 0 and <= 10_000 ? TimeSpan.FromMinutes(value) : throw new LabException($"{option} '{value}': must be above 0 and at most 10000");
