/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A model for Spin of how the number of VFs is changed: locks, lifetimes, waiting.
 *
 * tests/proof/locks sets the macros: KIND; the processes besides the writers and
 * their workers; what is checked at the end; and the faults MUTANT_x.
 * docs/proof.md says what is modelled and what is assumed. The names in brackets
 * are the names of the steps in src/.
 */

/* What the kernel's own sriov_numvfs holds when it calls the driver. */
#define BOTH	1	/* the device lock, then the rescan lock */
#define NONE	2	/* the device lock alone; nothing takes the rescan lock */
#define INSIDE	3	/* the same, and the PCI core takes the rescan lock inside */

#ifndef WRITERS
#define WRITERS	2
#endif

/* A lock has the number of its holder, or 0. Process 0 is init: it takes none. */
byte R;			/* PCI rescan and remove */
byte D;			/* the PF's device lock */
byte M;			/* pf_mutex */
byte V;			/* the VF's device lock */

/* The bus's notifier chain, an rwsem: a waiting writer keeps readers out. */
byte chain_readers;
bool chain_writer;
bool notified = true;	/* our notifier is on the chain */

/* To tell the kernel's own deadlocks from others */
byte wants_D;		/* waits for D, with R */
byte wants_R;		/* waits for R, with D */

/* The PF, its driver, its one VF */
bool on_bus = true;	/* and on the bus's list */
bool added = true;	/* and the notifiers were called */
bool driver = true;
bool ours;		/* the driver is this module's */
bool vfs;		/* VFs are enabled */
bool vf_there;		/* the VF can be bound and opened */
bool vfio;		/* a vfio driver has it */
bool opened;		/* userspace holds it */
byte vf_ref;
bool kernels_dead;	/* the PCI device's files are being removed */
byte kernels_callbacks;	/* callbacks of these files that run */

/* The PF's object */
bool registered = true;
bool gone;
bool letting_go;
byte letters_go;	/* workers that wait for the VF's lock or its user */
bool dead;		/* its files are being removed */
byte callbacks;		/* callbacks of its files that run */
byte pf_ref = 1;
bool pf_freed;

/* The module */
bool text = true;
bool wq = true;
byte works;		/* queued, or not returned yet */
bool closing;
bool look_queued;	/* a work that looks at PFs after a VF came or went */
bool look_runs;
byte objects = 1;
byte in_release;	/* the task in a release function of ours */

/* A request for each writer */
typedef request {
	byte ref;
	bool freed;
	bool queued;
	bool none;	/* there will be no request */
	bool want;
	bool cancelled;
	bool done;
	bool result;	/* has been stored */
};
request req[WRITERS];
bool asleep[WRITERS];	/* on pf->wait */
bool killed[WRITERS];	/* and still waits */
bool left[WRITERS];
bool other_ended;

#define use_pf()	assert(text && !pf_freed)
#define use_request(w)	assert(text && !req[w].freed)

#define lock(l)		atomic { l == 0 -> l = _pid }
#define unlock(l)	atomic { assert(l == _pid); l = 0 }

inline wake_all()
{
	d_step {
		use_pf();
		asleep[0] = false;
#if WRITERS > 1
		asleep[1] = false;
#endif
#if WRITERS > 2
		asleep[2] = false;
#endif
	}
}

/* A release has a second step: the return from its function. */
inline pf_put()
{
	if
	:: atomic { pf_ref != 1 -> assert(!pf_freed && pf_ref > 0); pf_ref-- }
	:: atomic { pf_ref == 1 -> pf_release() }
	   atomic { assert(text); in_release = 0 }
	fi
}

inline pf_release()
{
	assert(text && !pf_freed);
	pf_ref = 0;
	pf_freed = true;
	objects--;
	in_release = _pid
}

/* All freed requests look alike, which keeps the number of states small. */
inline request_free(w)
{
	assert(!req[w].freed);
	req[w].ref = 0;
	req[w].freed = true;
	req[w].want = false;
	req[w].cancelled = false;
	req[w].done = false;
	req[w].result = false
}

inline request_put(w)	/* [put] */
{
	if
	:: atomic { req[w].ref != 1 ->
		use_request(w);
		assert(req[w].ref > 0);
		req[w].ref--
	   }
#ifdef MUTANT_NO_PF_REF
	:: atomic { req[w].ref == 1 -> request_free(w) }
#else
	:: atomic { req[w].ref == 1 && pf_ref > 1 ->
		request_free(w);
		pf_ref--
	   }
	:: atomic { req[w].ref == 1 && pf_ref <= 1 ->
		request_free(w);
		assert(pf_ref == 1);
		pf_release()
	   }
	   atomic { assert(text); in_release = 0 }
#endif
	fi
}

/* --- The kernel ------------------------------------------------------- */

/* A notifier call that does not have to wait */
#define notify()	(!chain_writer)

#if KIND == INSIDE
#define take_R_inside()	wants_R = _pid; \
			atomic { R == 0 -> R = _pid; wants_R = 0 }
#define give_R_inside()	unlock(R)
#else
#define take_R_inside()	skip
#define give_R_inside()	skip
#endif

/* Unbind the VF's driver. A vfio driver waits for userspace with V held. */
inline vf_release_driver()
{
	lock(V);
	atomic { !vfio || !opened -> vfio = false }
}

inline add_vfs()
{
	take_R_inside();
	atomic {
		notify() ->
		assert(!vfs);
		vfs = true;
		vf_there = true;
		vf_ref++
	}
	give_R_inside();
}

inline del_vfs()
{
	take_R_inside();
	vf_release_driver();
	d_step { assert(vfs && vf_ref > 0); vf_there = false; V = 0 }
	atomic { notify() -> vfs = false; vf_ref-- }
	give_R_inside();
}

/* With D held */
inline unbind_driver()
{
	if
	:: driver && vfs -> del_vfs()
	:: else
	fi;
	atomic { notify() -> driver = false }
}

/* --- Ours ------------------------------------------------------------- */

proctype writer(byte w)
{
	/* The file is entered, then [queue]. No step between concerns others. */
	atomic {
		if
		:: dead -> req[w].none = true; goto end
		:: else -> callbacks++
		fi;
#ifdef MUTANT_WRITER_LOCKS
		goto lock_R;
queue:
#endif
		use_pf();
		assert(wq);
#ifdef MUTANT_NO_WORKER_REF
		req[w].ref = 1;
#else
		req[w].ref = 2;
#endif
#ifndef MUTANT_NO_PF_REF
		pf_ref++;
#endif
		works++;
		req[w].queued = true
	}

wait:	/* [wait] */
#ifdef MUTANT_LOOK_EARLY
	if
	:: req[w].done || gone -> goto woken
	:: else
	fi;
	asleep[w] = true;
#else
	atomic { use_pf(); asleep[w] = true }
	if
	:: atomic { req[w].done || gone -> goto woken }
	:: atomic { !(req[w].done || gone) -> use_request(w) }
	fi;
#endif
#ifdef MUTANT_UNKILLABLE
	!asleep[w];
	goto wait;
#else
	if
	:: atomic { killed[w] -> goto cancel }
	:: atomic { !asleep[w] -> goto wait }
	fi;
#endif

cancel:	/* [cancel] */
	atomic { use_request(w); asleep[w] = false; req[w].cancelled = true }
	goto put;
woken:
	atomic {
		use_request(w);
		asleep[w] = false;
		assert(!req[w].done || req[w].result)
	}
put:
	request_put(w);
end:
	atomic {
		if
		:: !req[w].none -> assert(text); callbacks--
		:: else
		fi;
		killed[w] = false;
		left[w] = true
	}
#ifdef MUTANT_WRITER_LOCKS
	goto over;
lock_R:
	lock(R);
	atomic { R = 0; goto queue }
over:
	skip
#endif
}

/* Whether the worker holds the rescan lock while it calls the driver */
#if KIND == BOTH || defined(MUTANT_KEEP_R_INSIDE)
#define HOLDS_R		(R == _pid)
#define give_R()	R = 0
#else
#define HOLDS_R		true
#define give_R()	skip
#endif

proctype worker(byte w)
{
	bool was_cancelled;		/* when R was last taken */
	bool let_go;

	if
	:: req[w].none -> goto end
	:: req[w].queued
	fi;
again:	/* [lock] */
#ifdef MUTANT_D_FIRST
	lock(D);
#endif
	atomic {
		R == 0 -> R = _pid;
		use_request(w);
		use_pf();
		was_cancelled = gone || req[w].cancelled
	}
is_cancelled:	/* [cancelled] */
	atomic {
		if
#if defined(MUTANT_NO_GONE_CHECK)
		:: req[w].cancelled -> R = 0; goto result
#elif defined(MUTANT_NO_CANCEL_CHECK)
		:: gone -> R = 0; goto result
#elif defined(MUTANT_D_FIRST)
		:: gone || req[w].cancelled -> R = 0; D = 0; goto result
#else
		:: gone || req[w].cancelled -> R = 0; goto result
#endif
		:: else
		fi
	}
#if defined(MUTANT_D_FIRST)
	/* D is held already. */
#elif defined(MUTANT_LOCK_D)
	lock(D);
#else
	/* [trylock] */
	atomic {
		if
#ifdef MUTANT_FLAG_IGNORED
		:: D == 0 -> goto locked
#else
		:: D == 0 && !letting_go -> goto locked
#endif
#ifdef MUTANT_KEEP_R
		:: else -> goto pause
#else
		:: else -> R = 0; goto pause
#endif
		fi;
locked:
		D = _pid;
#if KIND != BOTH && !defined(MUTANT_KEEP_R_INSIDE)
		R = 0;
#endif
		goto check
	}
pause:
	/* [sleep] A retry that finds nothing new changes no state: wait. */
	atomic {
#ifndef MUTANT_POLL
		D == 0 && !letting_go || gone || req[w].cancelled ->
#endif
		use_request(w);
		use_pf();
#ifdef MUTANT_KEEP_R
		goto is_cancelled
#else
		goto again
#endif
	}
#endif

check:	/* [check] */
	atomic {
		use_request(w);
		use_pf();
		assert(HOLDS_R && D == _pid);
		if
#ifdef MUTANT_NO_SECOND_LOOK
		:: let_go -> goto configure
#endif
#ifndef MUTANT_NO_DRIVER_CHECK
		:: !driver -> D = 0; give_R(); goto result
#endif
		:: driver && req[w].want == vfs -> D = 0; give_R(); goto result
		:: driver && !req[w].want && vfs && opened ->
			D = 0; give_R(); goto result
		:: driver && !req[w].want && vfs && vfio && !opened ->
			letting_go = true;
			goto let_vf_go
		:: else
		fi;
configure:	/* [configure] */
		assert(driver && !was_cancelled)
	}
	if
	:: req[w].want -> add_vfs()
	:: !req[w].want -> del_vfs()
	fi;
	/* [unlock] */
	atomic {
		assert(text && D == _pid);
		D = 0;
#if KIND == BOTH
		assert(R == _pid);
		R = 0
#endif
	}
	goto result;

let_vf_go:	/* [let_go] */
#ifndef MUTANT_LET_GO_LOCKED
	atomic { assert(D == _pid && HOLDS_R); D = 0; give_R() }
#endif
	/* The VF is looked up again: without a lock it may have been removed. */
	atomic {
		use_request(w);
		use_pf();
		if
		:: gone || req[w].cancelled || !vf_there || !vfio -> goto let_in
		:: else
		fi;
		assert(!letters_go);
		letters_go++;
#ifndef MUTANT_NO_VF_REF
		vf_ref++
#endif
	}
	lock(V);
	atomic { !vfio || !opened -> vfio = false }
#ifdef MUTANT_LET_IN_HOLDING
	lock(D);
	unlock(D);
#endif
	d_step {
		assert(text && vf_ref > 0);
		V = 0;
		letters_go--;
#ifndef MUTANT_NO_VF_REF
		vf_ref--;
#endif
		let_go = true
	}
#ifdef MUTANT_LET_GO_LOCKED
	unlock(D);
	unlock(R);
#endif
let_in:	/* [let_in] */
#ifndef MUTANT_NO_LET_IN
	atomic { D == 0 -> D = _pid; use_pf() }
	d_step { assert(D == _pid && letting_go); letting_go = false; D = 0 }
#endif
	goto again;

result:	/* [done] */
	skip;
	atomic {
		was_cancelled = false;
		let_go = false;
#ifdef MUTANT_RESULT_LATE
		req[w].done = true
	}
#endif
		use_request(w);
		req[w].result = true;
#ifndef MUTANT_RESULT_LATE
		req[w].done = true
	}
#endif
#ifdef MUTANT_PUT_BEFORE_WAKE
	request_put(w);
	wake_all();
#else
	/* [wake] */
#ifndef MUTANT_NO_WAKE_DONE
	wake_all();
#endif
	request_put(w);
#endif
	/* [return] */
	d_step { assert(text); works-- }
end:
	skip
}

#ifdef MUTANT_NO_MUTEX
#define lock_M()	skip
#define unlock_M()	skip
#else
#define lock_M()	lock(M)
#define unlock_M()	unlock(M)
#endif

/* With M held. The object is registered. */
inline unregister()
{
	/* [gone], [wake], [unregister] */
#ifdef MUTANT_GONE_LATE
	dead = true;
	callbacks == 0;
	gone = true;
	wake_all();
#else
#ifdef MUTANT_WAKE_EARLY
	wake_all();
#endif
	d_step { use_pf(); assert(!gone); gone = true }
#if !defined(MUTANT_NO_WAKE_GONE) && !defined(MUTANT_WAKE_EARLY)
	wake_all();
#endif
	dead = true;
	callbacks == 0;
#endif
	d_step { use_pf(); assert(registered); registered = false }
	pf_put();
}

/* [remove] */
inline pf_removed()
{
	atomic { notify() -> chain_readers++ }
	if
	:: notified ->
		lock_M();
		if
		:: registered -> unregister()
		:: else
		fi;
		unlock_M()
	:: else
	fi;
	chain_readers--
}

/* The PF is removed. */
proctype unplug()
{
#ifdef PLUG
	added;
#endif
#ifdef VMD
	lock(D);
#else
	atomic { R == 0 -> R = _pid; wants_D = _pid }
	atomic { D == 0 -> D = _pid; wants_D = 0 }
#endif
	unbind_driver();
	unlock(D);

	/* BUS_NOTIFY_DEL_DEVICE */
#ifndef MUTANT_NO_DEL
	pf_removed();
#endif
#ifndef LOAD
	/* The object is removed before its device. */
	assert(!registered);
#endif

	/* The device's own files, then its place on the bus's list */
	kernels_dead = true;
	kernels_callbacks == 0;
	on_bus = false;

	/* BUS_NOTIFY_REMOVED_DEVICE */
#ifndef MUTANT_NO_REMOVED
	pf_removed();
#endif
#ifndef VMD
	unlock(R)
#endif
}

/* unbind in sysfs */
proctype unbind()
{
	lock(D);
	unbind_driver();
	unlock(D)
}

/* The kernel's own sriov_numvfs */
proctype kernels()
{
	bool want;

	select(want : 0 .. 1);
	atomic {
		if
		:: kernels_dead -> goto end
		:: else -> kernels_callbacks++
		fi
	}
#if KIND == BOTH
	atomic { D == 0 -> D = _pid; wants_R = _pid }
	atomic { R == 0 -> R = _pid; wants_R = 0 }
#else
	lock(D);
#endif
	if
	:: driver && want != vfs ->
		assert(!ours || text);
		if
		:: want -> add_vfs()
		:: else -> del_vfs()
		fi;
		assert(!ours || text)
	:: else
	fi;
#if KIND == BOTH
	unlock(R);
#endif
	unlock(D);
	kernels_callbacks--;
end:
	skip
}

inline take_notifier_off()
{
	chain_writer = true;
	atomic { chain_readers == 0 -> chain_writer = false; notified = false }
}

/* Cancel the work, or wait for it if it runs. */
inline stop()
{
	atomic { !look_runs -> look_queued = false }
}

proctype module_exit()
{
#ifdef MUTANT_DESTROY_FIRST
	wq = false;
	works == 0;
#endif
	/* [unbind] */
	if
	:: ours ->
		lock(D);
		if
		:: driver -> unbind_driver()
		:: else
		fi;
		unlock(D)
	:: else
	fi;

	lock(R);
#ifdef MUTANT_NOTIFIER_FIRST
	take_notifier_off();
#endif
	lock_M();
	/* [closing] */
#ifndef MUTANT_NO_CLOSING
	closing = true;
#endif
	if
	:: registered -> unregister()
	:: else
	fi;
#ifdef MUTANT_NOTIFIER_LOCKED
	take_notifier_off();
#endif
	unlock_M();
#ifdef MUTANT_STOP_FIRST
	stop();
#endif
	/* [notifier] */
#if !defined(MUTANT_NOTIFIER_FIRST) && !defined(MUTANT_NOTIFIER_LOCKED)
	take_notifier_off();
#endif
	/* [stop] */
#if !defined(MUTANT_STOP_FIRST) && !defined(MUTANT_NO_STOP)
	stop();
#endif
	unlock(R);

	/* [drain] */
#ifndef MUTANT_NO_DRAIN
	objects == 0;
#endif
	/* [tasks] */
#ifndef MUTANT_NO_TASKS
	in_release == 0;
#endif
	/* [destroy] */
#ifndef MUTANT_NO_DESTROY
	wq = false;
	works == 0;
#endif
	d_step {
		text = false;
		assert(works == 0 && callbacks == 0 && !registered && objects == 0)
	}
}

/* [add] The check and the creation are two steps. */
inline pf_add()
{
	if
	:: !registered && !closing ->
		d_step {
			assert(!registered && pf_ref == 0);
			registered = true;
			objects++;
			pf_ref = 1;
			pf_freed = false;
			gone = false;
			dead = false
		}
	:: else
	fi
}

inline pf_added()
{
	lock_M();
	pf_add();
	unlock_M()
}

/* [scan] The device that is found stays on its bus until pf_mutex is let go. */
inline scan()
{
#ifdef MUTANT_SCAN_UNLOCKED
	if
	:: on_bus -> pf_added()
	:: else
	fi
#else
	lock_M();
	if
	:: on_bus -> pf_add()
	:: else
	fi;
	unlock_M()
#endif
}

proctype module_load()
{
	lock(R);
#ifdef MUTANT_SCAN_FIRST
	scan();
#endif
	chain_writer = true;
	atomic { chain_readers == 0 -> chain_writer = false; notified = true }
#ifndef MUTANT_SCAN_FIRST
	scan();
#endif
	unlock(R)
}

/* The PF is found. */
proctype plug()
{
#ifndef VMD
	lock(R);
#endif
	on_bus = true;
	atomic { notify() -> chain_readers++ }
	if
	:: notified -> pf_added()
	:: else
	fi;
	chain_readers--;
#ifndef VMD
	unlock(R);
#endif
	added = true
}

/* --- Others ------------------------------------------------------------ */

/* A signal for the first writer. All writers are alike. */
proctype kill()
{
	if
	:: atomic { !left[0] -> killed[0] = true }
	:: skip
	fi
}

/* Userspace that opens the VF, once */
proctype holder()
{
	if
	:: atomic { vf_there && vfio -> opened = true }
#ifdef NEVER
		false
#else
		opened = false
#endif
	:: skip
	fi
}

/* The VF is bound to vfio. */
proctype binder()
{
	if
	:: lock(V);
	   d_step {
		if
		:: vf_there -> vfio = true
		:: else
		fi;
		V = 0
	   }
	:: skip
	fi
}

/* Another PF is removed. */
proctype other()
{
	lock(R);
	atomic { notify() -> chain_readers++ }
	lock(M);
	unlock(M);
	chain_readers--;
	d_step { R = 0; other_ended = true }
}

/* A reference that is put late */
proctype keeper()
{
	atomic {
		if
		:: registered -> pf_ref++
		:: else -> goto end
		fi
	}
	pf_put();
end:
	skip
}

/* A VF of another PF is added or removed, and a work looks at all PFs. */
proctype looker()
{
	atomic { notify() -> chain_readers++ }
	if
	:: notified -> atomic { assert(text && wq); look_queued = true }
	:: else
	fi;
	chain_readers--;
	if
	:: atomic { !look_queued -> goto end }
	:: atomic { look_queued ->
		assert(text && wq);
		look_queued = false;
		look_runs = true;
		if
		:: registered -> pf_ref++
		:: else -> goto ended
		fi
	   }
	fi;
	pf_put();
ended:
	skip;
	d_step { assert(text); look_runs = false }
end:
	skip
}

/*
 * The kernel's own deadlocks. A process waits for R and holds D. The holder of
 * R waits for D, or for the PCI device's files, or is the same process.
 */
#define circle	(wants_R && D == wants_R)
#define across	(circle && wants_D && R == wants_D)
#define files	(circle && kernels_dead && kernels_callbacks)
#define itself	(circle && R == wants_R)

/* An object without its PF, or a PF without its object */
#define stray	(registered != on_bus)

init {
	atomic {
#if defined(LOAD) || defined(PLUG)
		registered = false;
		objects = 0;
		pf_ref = 0;
		pf_freed = true;
		dead = true;
#endif
#ifdef LOAD
		notified = false;
		run module_load();
#endif
#ifdef PLUG
		on_bus = false;
		added = false;
		run plug();
#endif
#ifdef VFS
		vfs = VFS;
#else
		if
		:: vfs = false
		:: vfs = true
		fi;
#endif
		if
		:: vfs -> vf_there = true; vf_ref = 1
		:: else
		fi;
#ifdef VFIO
		if
		:: vfs -> vfio = true
		:: skip
		fi;
#endif
#ifdef EXIT
		if
		:: ours = true
		:: skip
		fi;
#endif
#if !defined(LOAD) || !defined(PLUG)
		/* In the other case an object can be made, removed and made again. */
		byte i;
		for (i : 0 .. WRITERS - 1) {
			if
			:: req[i].want = true
			:: skip
			fi;
			run writer(i);
			run worker(i)
		}
		i = 0;
#endif
#ifdef KILL
		run kill();
#endif
#ifdef UNPLUG
		run unplug();
#endif
#ifdef UNBIND
		run unbind();
#endif
#ifdef KERNELS
		run kernels();
#endif
#ifdef EXIT
		run module_exit();
#endif
#ifdef HOLDER
		run holder();
#endif
#ifdef BINDER
		run binder();
#endif
#ifdef OTHER
		run other();
#endif
#ifdef KEEPER
		run keeper();
#endif
#ifdef LOOKER
		run looker();
#endif
	}
#ifndef CYCLES
	/* No process can take a step. */
	timeout;
#if defined(FIND)
	assert(!FIND)
#elif defined(BUT_CIRCLES)
	assert(_nr_pr == 1 || across || files || itself)
#elif defined(NEVER)
	assert(other_ended && !killed[0])
#elif defined(LOAD)
	assert(_nr_pr == 1 && !stray)
#else
	assert(_nr_pr == 1)
#endif
#endif
}
