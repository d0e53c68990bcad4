namespace RingRift.Emulators.Storage;

/// <summary>How to install and start Azurite, the storage emulator.</summary>
public sealed record AzuriteOptions
{
    /// <summary>Azurite's account name; part of every connection string to it.</summary>
    public const string AccountName = "devstoreaccount1";

    /// <summary>Azurite's published account key. It protects nothing and is the same everywhere.</summary>
    public const string AccountKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    /// <summary>
    /// Where Azurite is installed, once per locked version and shared by everything this user runs: a folder that is this user's alone.
    /// Default (null): <c>azurite</c> in <see cref="Files.PrivateFolder.OfUser"/>.
    /// </summary>
    public string? WorkFolder { get; init; }

    /// <summary>Where blobs, queues and tables are kept; null (the default) keeps them in memory only.</summary>
    public string? DataFolder { get; init; }

    /// <summary>Port of the blob service on 127.0.0.1; 0 (the default) takes a free one.</summary>
    public int BlobPort { get; init; }

    /// <summary>Port of the queue service on 127.0.0.1; 0 (the default) takes a free one.</summary>
    public int QueuePort { get; init; }

    /// <summary>Port of the table service on 127.0.0.1; 0 (the default) takes a free one.</summary>
    public int TablePort { get; init; }

    /// <summary>
    /// How long Azurite may take from its start until all three services listen. Default: three minutes, which a busy machine needs; what
    /// ends before is known at once.
    /// </summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>How long the first run's installation may take, waiting for another program's included. Default: ten minutes.</summary>
    public TimeSpan InstallTimeout { get; init; } = TimeSpan.FromMinutes(10);
}
