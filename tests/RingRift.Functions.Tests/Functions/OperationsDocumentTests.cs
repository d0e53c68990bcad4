using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RingRift.Azure;
using RingRift.Functions.Delivery;
using RingRift.FunctionsRuntime.Declarations;
using RingRift.InMemory;
using RingRift.Pipeline;
using RingRift.Pipeline.Operations.Daemons;

namespace RingRift.Functions.Tests.Functions;

/// <summary><c>docs/operations.md</c> against the code: whoever operates the pipeline believes it (K39).</summary>
public sealed partial class OperationsDocumentTests
{
    private static readonly string Text = Repository.Read("docs", "operations.md");

    [Fact]
    public void Should_list_every_daemon_with_its_interval()
    {
        using var services = new ServiceCollection()
            .AddLogging()
            .AddInMemoryPipeline()
            .AddPipeline(new ConfigurationBuilder().Build())
            .AddDeadLetterServices()
            .BuildServiceProvider();
        var reconcilers = services.GetRequiredService<DaemonRegistry>().InOrder.ToLookup(
            daemon => daemon.Name.StartsWith("Reconcile", StringComparison.Ordinal));

        var rows = DaemonRow().Matches(Text).ToDictionary(row => row.Groups["name"].Value, row => row.Groups["interval"].Value);
        var (range, every) = Assert.Single(rows, row => row.Key.Contains('…', StringComparison.Ordinal));
        Assert.Equal("ReconcileSelfplay` … `ReconcileSuccession", range);
        Assert.All(reconcilers[true], daemon => Assert.Equal(every, Words(daemon.Interval)));
        Assert.Equal(
            reconcilers[false].Select(daemon => $"{daemon.Name} {Words(daemon.Interval)}").Order(StringComparer.Ordinal),
            rows.Where(row => row.Key != range).Select(row => $"{row.Key} {row.Value}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Should_list_every_address_and_no_other()
    {
        var served = FunctionCatalog.FromTypes(typeof(EventDelivery).Assembly.GetTypes()).With<HttpTriggerAttribute>()
            .Select(function => (HttpTriggerAttribute)function.Trigger)
            .SelectMany(trigger => trigger.Methods!.Select(method => $"{method.ToUpperInvariant()} /api/{trigger.Route}"));
        Assert.Equal(
            served.Order(StringComparer.Ordinal),
            AddressRow().Matches(Text).Select(
                row => $"{row.Groups["method"].Value} {row.Groups["path"].Value}").Order(StringComparer.Ordinal));
    }

    private static string Words(TimeSpan interval) =>
        interval < TimeSpan.FromMinutes(1)
            ? $"{interval.TotalSeconds} s"
            : interval < TimeSpan.FromHours(1) ? $"{interval.TotalMinutes} min" : $"{interval.TotalHours} h";

    [GeneratedRegex(@"^\| `(?<name>[A-Z]\w+(` … `\w+)?)` \| (?<interval>[0-9]+ (s|min|h)) \|", RegexOptions.Multiline)]
    private static partial Regex DaemonRow();

    [GeneratedRegex(@"^\| `(?<method>[A-Z]+) (?<path>/api/[^ `]+)` \|", RegexOptions.Multiline)]
    private static partial Regex AddressRow();
}
