using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;
using RingRift.Azure;
using RingRift.Chaos.Faults;
using RingRift.Functions.Delivery;
using RingRift.Pipeline;

namespace RingRift.Chaos.Processes;

/// <summary>
/// The functions' host as it ships, with faults without the functions behind the sync queue, where the run itself counts what arrives, and
/// behind that of matches, which the worker takes.
/// </summary>
internal static class ChaosHost
{
    /// <summary>Functions that are hosted.</summary>
    public static readonly string[] Functions =
    [
        "CollectSelfplay", "CollectFailedSelfplay", "PlanTraining", "RecordTrainingStarted", "PlanEvaluation", "AdoptGenerator", "CollectMatches", "DecidePromotion", "ContinueAfterRejection", "CountOpponentResults",
        "WatchRegression",
        "Redeliver", "ReadHealth", "RunDaemons",
    ];

    public static async Task<int> RunAsync(string[] args)
    {
        var builder = FunctionsApplication.CreateBuilder(args)
            .WithFunctions(typeof(EventDelivery).Assembly.GetTypes(), function => Functions.Contains(function.Name));
        builder.ConfigureFunctionsWebApplication();
        builder.Services.AddPipeline(builder.Configuration);
        builder.Services.AddAzurePipeline(builder.Configuration);
        builder.Services.AddDeadLetterServices();
        builder.Services.AddEventDelivery(builder.Configuration);
        builder.Services.AddFaults(builder.Configuration);
        await builder.Build().RunAsync();
        return 0;
    }
}
