using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using RingRift.Local.Arguments;
using RingRift.Local.Engine;
using RingRift.Local.Play;

namespace RingRift.Local.Arena;

/// <summary>A running program that speaks the engine's protocol (docs/engine.md). For one thread.</summary>
internal sealed class ProgramConnection : IDisposable
{
    /// <summary>How long an answer may take, the first one included.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>How long a program may take to end by itself.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);

    private readonly Process _process;
    private readonly TimeProvider _clock;
    private readonly CancellationToken _stop;
    private readonly BoundedLines _answers;
    private readonly JsonLines _requests;

    private ProgramConnection(Process process, string path, TimeProvider clock, CancellationToken stop)
    {
        (_process, Path, _clock, _stop) = (process, path, clock, stop);
        _answers = new BoundedLines(process.StandardOutput, EngineSession.LongestLine);
        _requests = new JsonLines(process.StandardInput);
    }

    /// <summary>The program's file.</summary>
    public string Path { get; }

    /// <summary>Starts a program and reads its header.</summary>
    /// <param name="command">Path and arguments.</param>
    /// <param name="clock">Measures the program's time.</param>
    /// <param name="stop">Ends waiting for answers, of all later requests too.</param>
    /// <exception cref="CommandException">It cannot be started, or speaks something else.</exception>
    public static (ProgramConnection Connection, string Player) Start(string[] command, TimeProvider clock, CancellationToken stop)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1)) { RedirectStandardInput = true, RedirectStandardOutput = true };
        ProgramConnection? connection = null;
        try
        {
            connection = new ProgramConnection(Process.Start(start)!, command[0], clock, stop);
            return (connection, connection.ReadHeader());
        }
        catch (Win32Exception failure)
        {
            throw new CommandException($"program '{command[0]}': it cannot be started: {failure.Message}", failure);
        }
        catch
        {
            connection?.Dispose();
            throw;
        }
    }

    /// <summary>Asks, and waits for the answer.</summary>
    /// <param name="request">Becomes the JSON line.</param>
    /// <param name="kind">Kind of the answer that is expected.</param>
    /// <exception cref="CommandException">The program refuses, ends, takes too long or answers something else.</exception>
    public JsonElement Ask<T>(T request, string kind)
    {
        try
        {
            _requests.Write(request);
        }
        catch (IOException)
        {
            throw Fault("it ended");
        }

        return Read(kind);
    }

    /// <summary>The error that a program is at fault.</summary>
    public CommandException Fault(string what) => new($"program '{Path}': {what}");

    public void Dispose()
    {
        try
        {
            _process.StandardInput.Close();
            if (!_process.WaitForExit(Grace))
            {
                _process.Kill(entireProcessTree: true);
            }
        }
        catch (IOException)
        {
            // It has ended before, with something still to read.
        }

        _process.Dispose();
    }

    /// <summary>The name of the program's player.</summary>
    private string ReadHeader()
    {
        var header = Read("engine");
        var protocol = header.TryGetProperty("protocol", out var version) ? version.GetRawText() : "no";
        return protocol != $"{EngineSession.Protocol}" ? throw Fault($"it speaks {protocol} protocol; it must be {EngineSession.Protocol}")
            : header.TryGetProperty("player", out var player) && player.ValueKind == JsonValueKind.String ? player.GetString()!
            : throw Fault("its first line must name its 'player'");
    }

    private JsonElement Read(string kind)
    {
        var line = ReadLine() ?? throw Fault($"it ended where an answer of kind '{kind}' must be");
        try
        {
            using var answer = JsonDocument.Parse(line);
            var (root, said) = (answer.RootElement, answer.RootElement.GetProperty("kind").GetString());
            return said == kind ? root.Clone()
                : throw Fault(said == "error" ? $"it refused: {line}" : $"an answer of kind '{kind}' must be where it said: {line}");
        }
        catch (Exception malformed) when (malformed is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw Fault($"an answer must be a JSON object with 'kind'; it said: {line}");
        }
    }

    private string? ReadLine()
    {
        using var patience = new CancellationTokenSource(Patience, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, _stop);
        try
        {
            return _answers.ReadAsync(either.Token).GetAwaiter().GetResult();
        }
        catch (EngineFault fault)
        {
            throw Fault(fault.Message);
        }
        catch (OperationCanceledException) when (!_stop.IsCancellationRequested)
        {
            throw Fault($"an answer must come within {Patience.TotalMinutes:0} minutes");
        }
    }
}
