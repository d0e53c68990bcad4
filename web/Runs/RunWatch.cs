using System.Threading.Channels;
using Microsoft.AspNetCore.Components;
using RingRift.Web.Api;
using RingRift.Web.Live;

namespace RingRift.Web.Runs;

/// <summary>What the pages of a run have in common: which run, and asking again and again until the page is left.</summary>
public abstract class RunWatch : ComponentBase, IDisposable
{
    /// <summary>Time between two questions, however much happens.</summary>
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource _leaving = new();
    private readonly Channel<bool> _news =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private IDisposable? _watch;

    /// <summary>The configuration of the address.</summary>
    [SupplyParameterFromQuery]
    public string? Config { get; set; }

    /// <summary>Where to ask.</summary>
    [Inject]
    protected RunApi Api { get; set; } = null!;

    /// <summary>The configurations that have a run.</summary>
    protected IReadOnlyList<string> Runs { get; private set; } = [];

    /// <summary>The configuration that is looked at; null before it is known.</summary>
    protected string? Chosen { get; private set; }

    /// <summary>Why there is nothing, or nothing new, to see; null as long as all is well.</summary>
    protected string? Fault { get; private set; }

    /// <summary>Time between two questions.</summary>
    protected abstract TimeSpan Pause { get; }

    /// <summary>Whether the page asks again when something happens in its run, besides every <see cref="Pause"/>.</summary>
    protected virtual bool FollowsEvents => false;

    /// <summary>Follows what happens.</summary>
    [Inject]
    protected LiveTail Tail { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Asks about the run.</summary>
    /// <param name="config">Its configuration.</param>
    /// <param name="leaving">The page is left.</param>
    /// <returns>False where there is no such run.</returns>
    /// <exception cref="RunApiException">The functions do not answer.</exception>
    protected abstract Task<bool> AskAsync(string config, CancellationToken leaving);

    /// <summary>Forgets the run of before.</summary>
    protected abstract void Forget();

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        _watch = FollowsEvents ? Tail.Watch(Note) : null;
        _ = WatchAsync(_leaving.Token);
    }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (!string.IsNullOrEmpty(Config) && Config != Chosen)
        {
            Chosen = Config;
            Forget();
        }
    }

    /// <summary>Ends the questions.</summary>
    /// <param name="disposing">Always true: there is no finalizer.</param>
    protected virtual void Dispose(bool disposing)
    {
        _watch?.Dispose();
        _leaving.Cancel();
        _leaving.Dispose();
    }

    // News of other runs change nothing here; a new state of the connection may.
    private void Note(LiveEventAnswer? told)
    {
        if (told is null || told.Config is null || told.Config == Chosen)
        {
            _news.Writer.TryWrite(true);
        }
    }

    // An answer takes a few reads of small records, and a page that slept catches up with the next one.
    private async Task WatchAsync(CancellationToken leaving)
    {
        try
        {
            while (true)
            {
                _news.Reader.TryRead(out _);
                await LookAsync(leaving);
                StateHasChanged();
                await Task.Delay(ShortestPause, Clock, leaving);
                using var enough = CancellationTokenSource.CreateLinkedTokenSource(leaving);
                await Task.WhenAny(Task.Delay(Pause, Clock, enough.Token), _news.Reader.WaitToReadAsync(enough.Token).AsTask());
                await enough.CancelAsync();
                leaving.ThrowIfCancellationRequested();
            }
        }
        catch (OperationCanceledException)
        {
            // The page is left.
        }
    }

    private async Task LookAsync(CancellationToken leaving)
    {
        try
        {
            Runs = Runs.Count == 0 ? await Api.RunsAsync(leaving) : Runs;
            Chosen ??= Runs.Count > 0 ? Runs[0] : null;
            Fault = Chosen is null
                ? await Api.IsThereAsync() ? "No run was started yet." : "This page is not served beside a run: 'ringrift train' begins one."
                : await AskAsync(Chosen, leaving) ? null : $"There is no run of '{Chosen}'.";
        }
        catch (RunApiException failure)
        {
            Fault = $"What stands here is old: {failure.Message}. The page asks again.";
        }
    }
}
