namespace RingRift.Pipeline.Operations.Daemons;

/// <summary>All daemons of this process, checked once and put in the order of their dependencies.</summary>
public sealed class DaemonRegistry
{
    /// <summary>A registry of the given daemons.</summary>
    /// <exception cref="InvalidOperationException">A name is malformed or taken, an interval is too short, a dependency is unknown, or
    /// dependencies form a cycle.</exception>
    public DaemonRegistry(IEnumerable<DaemonDefinition> daemons)
    {
        var all = daemons.ToArray();
        Check(all);
        InOrder = Sort(all);
    }

    /// <summary>The daemons; each behind those it depends on, otherwise as registered.</summary>
    public IReadOnlyList<DaemonDefinition> InOrder { get; }

    private static void Check(DaemonDefinition[] all)
    {
        var names = all.CountBy(daemon => daemon.Name, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        foreach (var daemon in all)
        {
            var fault = daemon switch
            {
                { Name.Length: 0 } => "must not be empty",
                _ when !daemon.Name.All(char.IsAsciiLetterOrDigit) => "must be letters and digits; it is part of a table key",
                _ when names[daemon.Name] > 1 => $"is the name of {names[daemon.Name]} daemons; a name belongs to one",
                _ when daemon.Interval < TimeSpan.FromSeconds(1) => $"has the interval {daemon.Interval}; it must be at least 1 s",
                _ when daemon.DependsOn.FirstOrDefault(other => !names.ContainsKey(other)) is { } unknown =>
                    $"depends on '{unknown}', which is none of {string.Join(", ", names.Keys.Order(StringComparer.Ordinal))}",
                _ => null,
            };
            if (fault is not null)
            {
                throw new InvalidOperationException($"daemon '{daemon.Name}' {fault}");
            }
        }
    }

    private static List<DaemonDefinition> Sort(DaemonDefinition[] all)
    {
        var sorted = new List<DaemonDefinition>(all.Length);
        var left = all.ToList();
        while (left.Count > 0)
        {
            var next = left.Find(daemon => daemon.DependsOn.All(name => sorted.Exists(done => done.Name == name)))
                ?? throw new InvalidOperationException(
                    $"daemons {string.Join(", ", left.Select(daemon => daemon.Name))} depend on one another in a cycle");
            sorted.Add(next);
            left.Remove(next);
        }

        return sorted;
    }
}
