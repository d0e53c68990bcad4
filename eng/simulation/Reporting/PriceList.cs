using System.Text.Json;

namespace RingRift.Simulation.Reporting;

/// <summary>The prices of a run, from a file: they are the reader's to correct.</summary>
/// <param name="Note">What they are.</param>
/// <param name="Prices">By name.</param>
public sealed record PriceList(string Note, IReadOnlyDictionary<string, Price> Prices)
{
    private static readonly string[] Names =
    [
        "spotWorkerHour", "regularWorkerHour", "functionGbSecond", "millionFunctionCalls", "millionEventOperations", "tenThousandQueueOperations",
        "tenThousandTableOperations",
    ];

    /// <summary>The file beside the program.</summary>
    public static string DefaultFile { get; } = Path.Combine(AppContext.BaseDirectory, "prices.json");

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">A price is missing or negative; the message names it.</exception>
    public static PriceList Read(string file)
    {
        var list = JsonSerializer.Deserialize<PriceList>(File.ReadAllText(file), JsonSerializerOptions.Web) ?? throw new InvalidDataException($"{file} holds no prices");
        foreach (var name in Names)
        {
            if (list.Prices?.TryGetValue(name, out var price) is not true || price is not { Usd: >= 0 })
            {
                throw new InvalidDataException($"{file}: price '{name}' is missing or negative");
            }
        }

        return list;
    }

    /// <summary>What a run costs, by item.</summary>
    public IReadOnlyDictionary<string, double> CostOf(SimulationResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var queues = result.Resources.Where(resource => resource.Name.StartsWith("queue", StringComparison.Ordinal)).Sum(resource => resource.Mean) * result.Hours * 3600;
        return new Dictionary<string, double>
        {
            ["self-play workers"] = result.SelfplayHours * Of("spotWorkerHour"),
            ["training workers"] = result.TrainingHours * Of("regularWorkerHour"),
            ["functions"] = (result.FunctionGbSeconds * Of("functionGbSecond")) + (result.FunctionCalls * Of("millionFunctionCalls") / 1e6),
            ["Event Grid"] = 2 * result.Deliveries * Of("millionEventOperations") / 1e6,
            ["queues"] = queues * Of("tenThousandQueueOperations") / 1e4,
            ["tables"] = result.TableRequests * Of("tenThousandTableOperations") / 1e4,
        };
    }

    private double Of(string name) => Prices[name].Usd;
}
