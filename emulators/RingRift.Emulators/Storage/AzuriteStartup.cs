using System.Text.RegularExpressions;

namespace RingRift.Emulators.Storage;

/// <summary>Reads Azurite's output: which service listens where, and its last words if it fails.</summary>
internal sealed partial class AzuriteStartup
{
    private const int Services = 3;
    private const int Outputs = 2;
    private const int LinesKept = 20;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Uri> _endpoints = [];
    private readonly Queue<string> _lines = [];
    private int _ended;
    private readonly TaskCompletionSource _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when all services listen; fails when Azurite ends before.</summary>
    public Task Listening => _listening.Task;

    /// <summary>The newest lines it wrote.</summary>
    public string LastWords
    {
        get
        {
            lock (_lock)
            {
                return string.Join(Environment.NewLine, _lines);
            }
        }
    }

    /// <summary>Where a service (<c>Blob</c>, <c>Queue</c>, <c>Table</c>) listens, account included.</summary>
    public Uri Endpoint(string service)
    {
        lock (_lock)
        {
            return _endpoints[service];
        }
    }

    /// <summary>Takes one line of either output; null ends that output, and both ends mean that the process is gone.</summary>
    public void Read(string? line)
    {
        lock (_lock)
        {
            if (line is null)
            {
                End();
                return;
            }
            _lines.Enqueue(line);
            if (_lines.Count > LinesKept)
            {
                _lines.Dequeue();
            }
            if (ListeningLine().Match(line) is { Success: true } match)
            {
                _endpoints[match.Groups[1].Value] = new Uri($"{match.Groups[2].Value.TrimEnd('/')}/{AzuriteOptions.AccountName}");
            }
            if (_endpoints.Count == Services)
            {
                _listening.TrySetResult();
            }
        }
    }

    private void End()
    {
        _ended++;
        var said = string.Join(Environment.NewLine, _lines);
        if (_ended == Outputs && _listening.TrySetException(new AzuriteException($"Azurite ended before it listened: {said}")))
        {
            // Observed here, because nobody waits when the start was cancelled.
            _ = _listening.Task.Exception;
        }
    }

    [GeneratedRegex(@"^Azurite (Blob|Queue|Table) service is successfully listening at (http://\S+)")]
    private static partial Regex ListeningLine();
}
