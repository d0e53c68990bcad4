using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using RingRift.Azure;
using RingRift.Functions.Handling;
using RingRift.Functions.Tests.Runtime;
using RingRift.FunctionsRuntime.Declarations;
using RingRift.InMemory;
using RingRift.Pipeline;

namespace RingRift.Functions.Tests.Functions;

/// <summary>All functions with addresses behind real HTTP, on the adapters in memory.</summary>
internal static class HttpApi
{
    private static readonly IReadOnlyList<FunctionDescriptor> Functions =
        [.. FunctionCatalog.FromTypes(typeof(EventIntake).Assembly.GetTypes()).With<HttpTriggerAttribute>()];

    /// <summary>Each as METHOD PATH, with values that are legal in place of parameters.</summary>
    public static IEnumerable<string> Addresses => Functions
        .Select(function => (HttpTriggerAttribute)function.Trigger)
        .SelectMany(trigger => trigger.Methods!.Select(method => $"{method.ToUpperInvariant()} /api/{trigger.Route}"))
        .Select(address => address.Replace("{config}", "hex8_2p", StringComparison.Ordinal)
            .Replace("{*correlation}", "hex8_2p-0001", StringComparison.Ordinal)
            .Replace("{id}", "PlanTraining.0123456789abcdef0123456789abcdef", StringComparison.Ordinal));

    public static Task<RunningHost> StartAsync() => RunningHost.StartAsync(new HostPlan
    {
        Functions = [.. Functions.Select(function => function.Method.DeclaringType!).Distinct()],
        Configure = services => services
            .AddInMemoryPipeline()
            .AddPipeline(new ConfigurationBuilder().Build())
            .AddDeadLetterServices()
            .AddEventIntake(),
    });

    public static HttpRequestMessage Request(string address, string query = "", HttpContent? content = null)
    {
        var (method, path) = (address.Split(' ')[0], address.Split(' ')[1]);
        return new HttpRequestMessage(new HttpMethod(method), path + query) { Content = content };
    }
}
