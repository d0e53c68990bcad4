using System.CommandLine;
using System.Text.Json;
using RingRift.Game;
using RingRift.Local.Arguments;
using RingRift.Simulation.Cluster;
using RingRift.Simulation.Inputs;
using RingRift.Simulation.Reporting;

string[] known = [.. Design.All.Select(design => design.Name)];
const int MostSeeds = 100;
var workers = new Option<int[]>("--workers")
{
    Description = "Most self-play workers, one run for each.",
    AllowMultipleArgumentsPerToken = true,
    DefaultValueFactory = _ => [1, 20, 200, 2000],
    CustomParser = result => [.. result.Tokens.Select(token => ValueOptions.Read<int>(
        result, "--workers", token.Value, "a whole number, 1 to 10000",
        text => int.TryParse(text, out var count) && count is >= 1 and <= 10_000 ? count : null) ?? 0)],
};
var designs = new Option<string[]>("--design")
{
    Description = $"Designs: '{string.Join("', '", known)}'. Default: all.",
    AllowMultipleArgumentsPerToken = true,
};
var hours = ValueOptions.Positive("--hours", "Simulated hours.", 240, 24);
var configs = ValueOptions.Whole("--configs", "Configs that run side by side.", 1, GameConfig.All.Count, GameConfig.All.Count);
var evictions = ValueOptions.Between("--evictions", "Spot evictions of a machine in an hour.", 0, 60, new WorkerInputs().EvictionsPerHour);
var budget = ValueOptions.PositiveOrNone(
    "--gpu-hours", "GPU-hours of a day (Scaler:DailyGpuHours). Default: what all workers could use.", 1_000_000);
var seed = ValueOptions.Whole<long>("--seed", "First seed; the same one gives the same result.", 0, long.MaxValue - MostSeeds, 1);
var seeds = ValueOptions.Whole("--seeds", "Seeds, one run for each; tables show the first, and the spread of all.", 1, MostSeeds, 1);
var environment = new Option<string>("--environment")
{
    Description = "What is deployed, as infra/environments has it.",
    DefaultValueFactory = _ => Deployment.Prod.Name,
};
environment.AcceptOnlyFromAmong([.. Deployment.All.Select(one => one.Name)]);
var prices = new Option<FileInfo>("--prices")
{
    Description = "File of prices.",
    DefaultValueFactory = _ => new FileInfo(PriceList.DefaultFile),
};
var json = new Option<bool>("--json") { Description = "Print JSON." };
designs.Validators.Add(result => Require(
    result.GetValueOrDefault<string[]>().All(known.Contains), $"--design must be of '{string.Join("', '", known)}'", result.AddError));

var command = new RootCommand("Simulates a day of the pipeline with many GPU workers: throughput, limits, cost.")
{
    workers, designs, hours, configs, evictions, budget, seed, seeds, environment, prices, json,
};
command.SetAction(result =>
{
    try
    {
        var list = PriceList.Read(result.GetRequiredValue(prices).FullName);
        var chosen = result.GetValue(designs) is { Length: > 0 } names
            ? Design.All.Where(design => names.Contains(design.Name))
            : Design.All;
        var deployment = Deployment.All.Single(one => one.Name == result.GetRequiredValue(environment));
        var runs = Enumerable.Range(
            0,
            result.GetValue(seeds))
                .SelectMany(offset => result.GetRequiredValue(workers).SelectMany(count => chosen.Select(design => new SimulationInputs
                {
                    Workers = count,
                    Design = design,
                    Deployment = deployment,
                    Hours = result.GetValue(hours),
                    Configs = result.GetValue(configs),
                    DailyGpuHours = result.GetValue(budget),
                    Seed = (ulong)(result.GetValue(seed) + offset),
                    Worker = new WorkerInputs { EvictionsPerHour = result.GetValue(evictions) },
                })));
        var results = runs.Select(
            inputs => SimulationResult.Of(inputs, new ClusterSimulation(inputs).Run())).Select(
                run => run with { Cost = list.CostOf(run, deployment) });
        Print([.. results], list.StandingOf(deployment), result.GetValue(json));
        return 0;
    }
    catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
    {
        Console.Error.WriteLine(e.Message);
        return 1;
    }
});
return await command.Parse(args).InvokeAsync();

static void Require(bool holds, string rule, Action<string> addError)
{
    if (!holds)
    {
        addError(rule);
    }
}

static void Print(IReadOnlyList<SimulationResult> results, IReadOnlyDictionary<string, double> standing, bool json)
{
    SimulationResult[] first = [.. results.Where(result => result.Seed == results[0].Seed)];
    var lines = json
        ? [JsonSerializer.Serialize(results, new JsonSerializerOptions(JsonSerializerDefaults.Web) { WriteIndented = true })]
        : (IEnumerable<string>)[
            .. ResultTable.Summary(first), string.Empty, .. ResultTable.Limits(first), string.Empty, .. ResultTable.Stages(first),
            string.Empty,
            .. ResultTable.Costs(first), string.Empty, .. ResultTable.Standing(standing), string.Empty, .. ResultTable.Spread(results)];
    foreach (var line in lines)
    {
        Console.Out.WriteLine(line);
    }
}
