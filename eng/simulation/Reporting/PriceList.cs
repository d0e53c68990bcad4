using System.Text.Json;
using RingRift.Simulation.Inputs;

namespace RingRift.Simulation.Reporting;

/// <summary>The prices of a run, from a file: they are the reader's to correct.</summary>
/// <param name="Note">What they are.</param>
/// <param name="Prices">By name.</param>
public sealed record PriceList(string Note, IReadOnlyDictionary<string, Price> Prices)
{
    private const double HoursOfDay = 24;
    private const double DaysOfMonth = 365.0 / 12;
    private const double SecondsOfDay = 86_400;

    private static readonly string[] Names =
    [
        "spotWorkerHour", "regularWorkerHour", "workerDiskMonth", "functionGbSecond", "millionFunctionCalls", "alwaysReadyGbSecond",
        "millionEventOperations",
        "tenThousandQueueOperations", "tenThousandTableOperations", "tenThousandBlobWrites", "tenThousandBlobReads", "natGatewayHour",
        "publicAddressHour",
        "telemetryGb", "logAlertMonth", "registryBasicDay", "registryStandardDay",
    ];

    /// <summary>The file beside the program.</summary>
    public static string DefaultFile { get; } = Path.Combine(AppContext.BaseDirectory, "prices.json");

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">The file is no JSON of this shape, or a price is missing or negative; the message names
    /// it.</exception>
    public static PriceList Read(string file)
    {
        var list = Parse(file) ?? throw new InvalidDataException($"{file} holds no prices");
        foreach (var name in Names)
        {
            if (list.Prices?.TryGetValue(name, out var price) is not true || price is not { Usd: >= 0 })
            {
                throw new InvalidDataException($"{file}: price '{name}' is missing or negative");
            }
        }

        return list;
    }

    private static PriceList? Parse(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<PriceList>(File.ReadAllText(file), JsonSerializerOptions.Web);
        }
        catch (JsonException malformed)
        {
            throw new InvalidDataException($"{file}: not a list of prices: {malformed.Message}", malformed);
        }
    }

    /// <summary>What a run costs, by item: what it uses, and what stands beside it all the time.</summary>
    /// <param name="result">The run.</param>
    /// <param name="deployment">What is deployed.</param>
    public IReadOnlyDictionary<string, double> CostOf(SimulationResult result, Deployment deployment)
    {
        ArgumentNullException.ThrowIfNull(result);
        var queues = result.Resources.Where(
            resource => resource.Name.StartsWith("queue", StringComparison.Ordinal)).Sum(resource => resource.Mean) * result.Hours * 3600;
        return new Dictionary<string, double>
        {
            ["self-play workers"] = result.SelfPlayHours * (Of("spotWorkerHour") + DiskHour()),
            ["training workers"] = result.TrainingHours * (Of("regularWorkerHour") + DiskHour()),
            ["functions"] = (result.FunctionGbSeconds * Of("functionGbSecond")) + (result.FunctionCalls * Of("millionFunctionCalls") / 1e6),
            ["Event Grid"] = 2 * result.Deliveries * Of("millionEventOperations") / 1e6,
            ["queues"] = queues * Of("tenThousandQueueOperations") / 1e4,
            ["tables"] = result.TableRequests * Of("tenThousandTableOperations") / 1e4,
            ["blobs"] = ((result.BlobWrites * Of("tenThousandBlobWrites")) + (result.BlobReads * Of("tenThousandBlobReads"))) / 1e4,
            ["standing"] = StandingOf(deployment).Values.Sum() * result.Hours / HoursOfDay,
        };
    }

    /// <summary>What a day costs on which nothing is played, by item.</summary>
    public IReadOnlyDictionary<string, double> StandingOf(Deployment deployment)
    {
        ArgumentNullException.ThrowIfNull(deployment);
        var ticks = SecondsOfDay / Deployment.DaemonSeconds;
        return new Dictionary<string, double>
        {
            // A tick is billed as a second at least.
            ["timer of the daemons"] = ticks * ((deployment.FunctionGb * Of("functionGbSecond")) + (Of("millionFunctionCalls") / 1e6)),
            ["functions kept warm"] = deployment.AlwaysReady * deployment.FunctionGb * SecondsOfDay * Of("alwaysReadyGbSecond"),
            ["NAT gateway and its address"] = HoursOfDay * (Of("natGatewayHour") + Of("publicAddressHour")),
            ["telemetry, at the cap"] = deployment.TelemetryGb * Of("telemetryGb"),
            ["log alerts"] = Deployment.LogAlerts * Of("logAlertMonth") / DaysOfMonth,
            ["registry"] = Of($"registry{deployment.Registry}Day"),
        };
    }

    private double DiskHour() => Of("workerDiskMonth") / DaysOfMonth / HoursOfDay;

    private double Of(string name) => Prices[name].Usd;
}
