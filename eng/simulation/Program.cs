using System.CommandLine;
using System.Text.Json;
using RingRift.Game;
using RingRift.Simulation.Cluster;
using RingRift.Simulation.Inputs;
using RingRift.Simulation.Reporting;

string[] known = [.. Design.All.Select(design => design.Name)];
var workers = new Option<int[]>("--workers") { Description = "Most self-play workers, one run for each.", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [1, 20, 200, 2000] };
var designs = new Option<string[]>("--design") { Description = $"Designs: '{string.Join("', '", known)}'. Default: all.", AllowMultipleArgumentsPerToken = true };
var hours = new Option<double>("--hours") { Description = "Simulated hours.", DefaultValueFactory = _ => 24 };
var configs = new Option<int>("--configs") { Description = "Configs that run side by side.", DefaultValueFactory = _ => GameConfig.All.Count };
var evictions = new Option<double>("--evictions") { Description = "Spot evictions of a machine in an hour.", DefaultValueFactory = _ => new WorkerInputs().EvictionsPerHour };
var budget = new Option<double?>("--gpu-hours") { Description = "GPU-hours of a day (Scaler:DailyGpuHours). Default: what all workers could use." };
var seed = new Option<long>("--seed") { Description = "First seed; the same one gives the same result.", DefaultValueFactory = _ => 1 };
var seeds = new Option<int>("--seeds") { Description = "Seeds, one run for each; tables show the first, and the spread of all.", DefaultValueFactory = _ => 1 };
var environment = new Option<string>("--environment") { Description = "What is deployed, as infra/environments has it.", DefaultValueFactory = _ => Deployment.Prod.Name };
environment.AcceptOnlyFromAmong([.. Deployment.All.Select(one => one.Name)]);
var prices = new Option<FileInfo>("--prices") { Description = "File of prices.", DefaultValueFactory = _ => new FileInfo(PriceList.DefaultFile) };
var json = new Option<bool>("--json") { Description = "Print JSON." };
workers.Validators.Add(result => Require(result.GetValueOrDefault<int[]>().All(count => count is >= 1 and <= 10_000), "--workers must be 1 to 10000", result.AddError));
hours.Validators.Add(result => Require(result.GetValueOrDefault<double>() is > 0 and <= 240, "--hours must be above 0 and at most 240", result.AddError));
configs.Validators.Add(result => Require(result.GetValueOrDefault<int>() is >= 1 and <= 12, "--configs must be 1 to 12", result.AddError));
evictions.Validators.Add(result => Require(result.GetValueOrDefault<double>() is >= 0 and <= 60, "--evictions must be 0 to 60", result.AddError));
seeds.Validators.Add(result => Require(result.GetValueOrDefault<int>() is >= 1 and <= 100, "--seeds must be 1 to 100", result.AddError));
budget.Validators.Add(result => Require(result.GetValueOrDefault<double?>() is null or >= 0.1, "--gpu-hours must be at least 0.1", result.AddError));
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
        var chosen = result.GetValue(designs) is { Length: > 0 } names ? Design.All.Where(design => names.Contains(design.Name)) : Design.All;
        var deployment = Deployment.All.Single(one => one.Name == result.GetRequiredValue(environment));
        var runs = Enumerable.Range(0, result.GetValue(seeds)).SelectMany(offset => result.GetRequiredValue(workers).SelectMany(count => chosen.Select(design => new SimulationInputs
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
        var results = runs.Select(inputs => SimulationResult.Of(inputs, new ClusterSimulation(inputs).Run())).Select(run => run with { Cost = list.CostOf(run, deployment) });
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
            .. ResultTable.Summary(first), string.Empty, .. ResultTable.Limits(first), string.Empty, .. ResultTable.Stages(first), string.Empty,
            .. ResultTable.Costs(first), string.Empty, .. ResultTable.Standing(standing), string.Empty, .. ResultTable.Spread(results)];
    foreach (var line in lines)
    {
        Console.Out.WriteLine(line);
    }
}
