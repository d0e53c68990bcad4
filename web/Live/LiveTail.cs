using System.Net.ServerSentEvents;
using System.Text.Json;
using RingRift.Web.Api;

namespace RingRift.Web.Live;

/// <summary>
/// Follows the events of a run for all pages, over one connection, while a page watches. A stream that breaks off is taken up again where it
/// ended; where none is to be had the functions are asked again and again instead. What a tab misses while it sleeps comes with the
/// next answer.
/// </summary>
/// <param name="api">The functions.</param>
/// <param name="clock">Clock of pauses and of patience.</param>
public sealed class LiveTail(RunApi api, TimeProvider clock)
{
    /// <summary>Time without a sign of life after which a stream counts as broken.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Pause between two questions while nothing streams.</summary>
    public static readonly TimeSpan BetweenQuestions = TimeSpan.FromSeconds(3);

    /// <summary>Questions in place of a stream before a stream is tried again.</summary>
    private const int QuestionsPerTry = 5;

    private readonly List<Action<LiveEventAnswer?>> _watchers = [];
    private CancellationTokenSource? _following;
    private string? _position;

    /// <summary>What was told so far.</summary>
    public EventLines Lines { get; } = new();

    /// <summary>How news come now.</summary>
    public LiveConnection Connection { get; private set; }

    /// <summary>Whether events between those of <see cref="Lines"/> were missed for good.</summary>
    public bool HasGap { get; private set; }

    /// <summary>Watches until what is returned is disposed.</summary>
    /// <param name="changed">Told of each new or changed event, and of null when the connection changed.</param>
    public IDisposable Watch(Action<LiveEventAnswer?> changed)
    {
        _watchers.Add(changed);
        if (_following is null)
        {
            _following = new CancellationTokenSource();
            _ = FollowAsync(_following.Token);
        }

        return new Watcher(this, changed);
    }

    private async Task FollowAsync(CancellationToken leaving)
    {
        try
        {
            while (await api.IsThereAsync())
            {
                try
                {
                    await TakeAsync(once: false, leaving);
                }
                catch (RunApiException)
                {
                    await AskInsteadAsync(leaving);
                }
            }
        }
        catch (OperationCanceledException) when (leaving.IsCancellationRequested)
        {
            // Nobody watches any more.
        }
    }

    private async Task AskInsteadAsync(CancellationToken leaving)
    {
        for (var question = 0; question < QuestionsPerTry; question++)
        {
            try
            {
                await TakeAsync(once: true, leaving);
                Become(LiveConnection.Asking);
            }
            catch (RunApiException)
            {
                // Whoever comes back may stream: the next thing to try is that.
                Become(LiveConnection.Lost);
                question = QuestionsPerTry;
            }

            await Task.Delay(BetweenQuestions, clock, leaving);
        }
    }

    /// <summary>Takes what is told until it ends.</summary>
    /// <exception cref="RunApiException">Nobody answers, or the stream broke off or fell silent.</exception>
    private async Task TakeAsync(bool once, CancellationToken leaving)
    {
        using var silence = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, leaving);
        try
        {
            await foreach (var item in api.LiveAsync(_position, once, either.Token))
            {
                silence.CancelAfter(Patience);
                Take(item);
                if (!once)
                {
                    Become(LiveConnection.Streaming);
                }

                if (item.EventType == "end")
                {
                    return;
                }
            }
        }
        catch (OperationCanceledException) when (!leaving.IsCancellationRequested)
        {
            throw new RunApiException("the stream fell silent");
        }

        throw new RunApiException("the stream broke off");
    }

    private void Take(SseItem<string> item)
    {
        if (item.EventType == "event"
            && JsonSerializer.Deserialize(item.Data, ApiJson.Default.LiveEventAnswer) is { } told
            && Lines.Take(told))
        {
            Tell(told);
        }

        HasGap |= item.EventType == "gap";
        _position = item.EventId ?? _position;
    }

    private void Become(LiveConnection connection)
    {
        if (Connection != connection)
        {
            Connection = connection;
            Tell(null);
        }
    }

    private void Tell(LiveEventAnswer? told) => _watchers.ToList().ForEach(watcher => watcher(told));

    private void Leave(Action<LiveEventAnswer?> changed)
    {
        _watchers.Remove(changed);
        if (_watchers.Count == 0)
        {
            _following?.Cancel();
            (_following, Connection) = (null, LiveConnection.Opening);
        }
    }

    private sealed class Watcher(LiveTail tail, Action<LiveEventAnswer?> changed) : IDisposable
    {
        public void Dispose() => tail.Leave(changed);
    }
}
