using System.Globalization;

namespace RingRift.Chaos.Checking;

/// <summary>A report for people.</summary>
internal static class ChaosText
{
    private const int MostShown = 20;

    public static string Of(ChaosReport report)
    {
        var faults = report.Faults.Count == 0 ? "none" : string.Join(", ", report.Faults.Select(fault => $"{fault.Key} {fault.Value:N0}"));
        var text = string.Create(CultureInfo.InvariantCulture, $"""
            seed               {report.Seed}
            events             {report.Events:N0} in {report.Iterations:N0} iterations
            deliveries         {report.Deliveries:N0}, of which {report.Duplicates:N0} a second time on purpose; {report.FailedDeliveries:N0} failed and were made again
            faults             {report.Faults.Values.Sum():N0}: {faults}
            killed             host {report.HostKills} times, worker {report.WorkerKills} times
            took               {report.Took:hh\:mm\:ss}, {report.Events / report.Took.TotalSeconds:N0} events a second{(report.IsOver ? string.Empty : "; NOT OVER")}
            effects            {report.Effects:N0}
            lost               {report.Lost.Count}
            doubled            {report.Doubled.Count}
            unexpected         {report.Unexpected.Count}
            """);
        var details = report.Lost.Concat(report.Doubled).Concat(report.Unexpected).Take(MostShown).ToList();
        return details.Count == 0 ? text : $"{text}\n{string.Join('\n', details)}";
    }
}
