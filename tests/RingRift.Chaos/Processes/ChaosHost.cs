using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;
using RingRift.Azure;
using RingRift.Chaos.Faults;
using RingRift.Functions.Handling;
using RingRift.FunctionsRuntime.Hosting;
using RingRift.Pipeline;

namespace RingRift.Chaos.Processes;

/// <summary>
/// The functions' host as it ships, with faults and without the functions behind the sync queue: there the run itself counts what arrives.
/// </summary>
internal static class ChaosHost
{
    /// <summary>Functions that are hosted.</summary>
    public static readonly string[] Functions =
    [
        "CollectSelfplay", "CollectFailedSelfplay", "CollectMatches", "DecidePromotion", "ContinueAfterRejection", "CountOpponentResults", "WatchRegression",
        "CollectDeadLetters", "Redeliver", "ReadHealth", "RunDaemons",
    ];

    public static async Task<int> RunAsync(string[] args)
    {
        var builder = FunctionsApplication.CreateBuilder(args)
            .WithFunctions([.. typeof(EventIntake).Assembly.GetTypes().Where(type => Functions.Contains(type.Name))]);
        builder.ConfigureFunctionsWebApplication();
        builder.Services.AddPipeline(builder.Configuration);
        builder.Services.AddAzurePipeline(builder.Configuration);
        builder.Services.AddDeadLetterServices();
        builder.Services.AddEventIntake();
        builder.Services.AddFaults(builder.Configuration);
        await builder.Build().RunAsync();
        return 0;
    }
}
