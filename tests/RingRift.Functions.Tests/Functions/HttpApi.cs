using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RingRift.Eventing.DeadLetters;
using RingRift.Functions.Delivery;
using RingRift.Functions.Tests.Runtime;
using RingRift.FunctionsRuntime.Declarations;
using RingRift.InMemory;
using RingRift.Pipeline;

namespace RingRift.Functions.Tests.Functions;

/// <summary>All functions with addresses behind real HTTP, and those that Event Grid calls, on the adapters in memory.</summary>
internal static class HttpApi
{
    private static readonly Type[] Types = typeof(EventDelivery).Assembly.GetTypes();

    /// <summary>Each as METHOD PATH, with values that are legal in place of parameters.</summary>
    public static IEnumerable<string> Addresses => FunctionCatalog.FromTypes(Types).With<HttpTriggerAttribute>()
        .Select(function => (HttpTriggerAttribute)function.Trigger)
        .SelectMany(trigger => trigger.Methods!.Select(method => $"{method.ToUpperInvariant()} /api/{trigger.Route}"))
        .Select(address => address.Replace("{config}", "hex8_2p", StringComparison.Ordinal)
            .Replace("{generation}", "1", StringComparison.Ordinal)
            .Replace("{iteration}", "1", StringComparison.Ordinal)
            .Replace("{shard}", "0", StringComparison.Ordinal)
            .Replace("{game}", "0", StringComparison.Ordinal)
            .Replace("{*correlation}", "hex8_2p-0001", StringComparison.Ordinal)
            .Replace("{id}", "PlanTraining.0123456789abcdef0123456789abcdef", StringComparison.Ordinal));

    /// <param name="configure">Registers services before those of the pipeline.</param>
    /// <param name="settings">Settings of the pipeline; null for none.</param>
    public static Task<RunningHost> StartAsync(
        Action<IServiceCollection>? configure = null, Dictionary<string, string?>? settings = null) =>
        RunningHost.StartAsync(new HostPlan
        {
            Functions = Types,
            IsHosted = function => function.Trigger is HttpTriggerAttribute or EventGridTriggerAttribute,
            Configure = services =>
            {
                configure?.Invoke(services);
                var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
                services.AddInMemoryPipeline().AddPipeline(configuration).AddEventDelivery(configuration);
            },
        });

    public static HttpRequestMessage Request(string address, string query = "", HttpContent? content = null)
    {
        var (method, path) = (address.Split(' ')[0], address.Split(' ')[1]);
        return new HttpRequestMessage(new HttpMethod(method), path + query) { Content = content };
    }
}

/// <summary>The answer of <c>GET /api/dead-letters</c>.</summary>
public sealed record LetterList(IReadOnlyList<DeadLetterSummary> Letters, string? Continuation = null);
