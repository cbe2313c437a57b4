import Glibc
import SystemPackage

/// The server's settings: one private server on a small machine, for bulk loading and for searching what was loaded.
///
/// Written into the data folder before every start, so that a newer program or a moved home takes effect; `local.conf`
/// beside it is the user's, and wins.
struct ServerSettings: Sendable {
  let socketFolder: FilePath
  /// Stands in the title of each of the server's processes.
  let clusterName: String
  let major: Int
  /// Bytes of memory in the machine.
  let memory: Int64

  static let fileName = "stratlogic.conf"
  /// Appended to the cluster's own `postgresql.conf`.
  static let includes = """

    include = '\(fileName)'
    include_if_exists = 'local.conf'

    """

  init(socketFolder: FilePath, clusterName: String, major: Int) {
    self.socketFolder = socketFolder
    self.clusterName = clusterName
    self.major = major
    memory = Int64(sysconf(Int32(_SC_PHYS_PAGES))) * Int64(sysconf(Int32(_SC_PAGESIZE)))
  }

  /// A quarter of the memory, at most 512 MB: beyond that the kernel's cache does as well, and the extractors need the rest.
  private var sharedBuffers: Int64 { min(max(memory >> 22, 64), 512) }
  /// For one index build or vacuum: the GIN index of a whole ingest is merged in one go.
  private var maintenance: Int64 { min(max(memory >> 24, 64), 256) }

  var text: String {
    """
    # Written by stratlogic before each start. Put settings of your own into local.conf beside this file.

    # Reached through a private socket only: authentication is by who can open its folder.
    listen_addresses = ''
    unix_socket_directories = '\(socketFolder)'
    unix_socket_permissions = 0700
    port = 5432
    max_connections = 50

    # Memory: \(memory >> 20) MB in this machine, shared with the extractors.
    shared_buffers = \(sharedBuffers)MB
    effective_cache_size = \(max(memory >> 21, 128))MB
    work_mem = 16MB                       # a search sorts some thousand rows; never hundreds of backends
    maintenance_work_mem = \(maintenance)MB
    autovacuum_work_mem = 64MB            # may run beside an ingest
    huge_pages = off                      # nobody reserves them for us, and trying costs a warning
    dynamic_shared_memory_type = posix

    # Durability: a crash loses no committed work but that of the last moments, and never consistency.
    fsync = on
    full_page_writes = on
    synchronous_commit = off              # of migrations, which are then done again; our other sessions turn it on
    wal_level = minimal                   # no replica reads the log; a table filled where it was made is not logged
    max_wal_senders = 0                   # what wal_level = minimal asks for
    wal_compression = \(major >= 15 ? "lz4" : "off")                 # page images after a checkpoint, at little CPU
    wal_init_zero = off                   # new segments are not written twice
    wal_buffers = 16MB
    max_wal_size = 4GB                    # no checkpoint in the middle of an ingest
    min_wal_size = 80MB                   # an idle server gives the disk back,
    wal_recycle = off                     # all of it: kept for the next, segments held 3.9 GB after 245,000 files
    checkpoint_timeout = 30min
    checkpoint_completion_target = 0.9

    # Loading and searching text.
    default_toast_compression = lz4       # 3 to 5 times faster than pglz, at nearly the same size
    gin_pending_list_limit = 256MB        # entries are merged when a batch says so, not in the midst of inserts
    random_page_cost = 1.1                # solid-state disks, and indexes that fit into memory
    effective_io_concurrency = 16
    jit = off                             # compiling a query takes longer than our longest one
    max_parallel_workers_per_gather = 0   # the other cores extract or answer other searches

    # Autovacuum goes on, but slowly: an ingest analyses what it has written itself.
    autovacuum = on
    autovacuum_naptime = 5min
    autovacuum_max_workers = 1
    autovacuum_vacuum_cost_limit = 400

    # The same answers on every machine.
    timezone = 'UTC'
    log_timezone = 'UTC'
    lc_messages = 'C'                     # the log is read by the program when a start fails
    datestyle = 'ISO, YMD'

    # The log goes to standard error, which is server.log in the home.
    logging_collector = off
    log_destination = 'stderr'
    log_min_messages = warning
    log_min_error_statement = panic       # statements hold file names and text of documents
    log_checkpoints = off
    log_autovacuum_min_duration = -1
    cluster_name = '\(clusterName)' # in the title of each process
    update_process_title = on             # connections are counted by it
    track_activities = on

    """
  }
}
